"""What was tried of a storage, and the policies it needs, ready to be pasted."""

import json
from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from pipeline.model import S3Storage
from pipeline.report.text import plain

VERSION = "2012-10-17"
"""Of the policy language: there is none newer."""


def show_finding(console: Console, tried: str, *, ok: bool) -> None:
    """Print what was tried of the storage, with a tick if it worked, and a cross if it did not."""
    sign = ("✓ ", "green") if ok else ("✗ ", "bold red")
    console.print(Text.assemble(sign, plain(tried)))


def policies(storage: S3Storage) -> Mapping[str, object]:
    """The least that producers' keys have to be allowed, what everybody may read, and the CORS rule."""
    bucket = f"arn:aws:s3:::{storage.bucket}"
    of_control = f"arn:aws:s3:::{storage.of_control}"
    public, control = f"{bucket}/{storage.prefix}*", f"{of_control}/{storage.control_prefix}*"
    change = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
        "Resource": [public, control],
    }
    look = {
        "Effect": "Allow",
        "Action": ["s3:ListBucket"],
        "Resource": list(dict.fromkeys((bucket, of_control))),
        "Condition": {"StringLike": {"s3:prefix": [f"{storage.prefix}*", f"{storage.control_prefix}*"]}},
    }
    read = {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": [public]}
    cors = {"AllowedOrigins": ["*"], "AllowedMethods": ["GET", "HEAD"], "AllowedHeaders": ["Range"]}
    return {
        "producers": {"Version": VERSION, "Statement": [change, look]},
        "everybody": {"Version": VERSION, "Statement": [read]},
        "cors": {"CORSRules": [cors]},
    }


def show_policies(console: Console, shown: Mapping[str, object]) -> None:
    """Print each policy that `policies` gives as JSON, under a heading that says what it is for."""
    names = {"producers": "For producers' keys", "everybody": "For the bucket", "cors": "For web players (CORS)"}
    for name, policy in shown.items():
        console.print(plain(f"\n{names.get(name, name)}:", style="bold"))
        console.print(plain(json.dumps(policy, indent=2)))

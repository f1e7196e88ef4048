"""The outside view: what listeners' apps get, asked for as they ask, from outside."""

from pipeline.verify.doctor import Finding, examine
from pipeline.verify.secrecy import listable, readable
from pipeline.verify.visiting import Verified, verify

__all__ = ["Finding", "Verified", "examine", "listable", "readable", "verify"]

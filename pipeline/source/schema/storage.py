"""Where a show is published to: `[storage]` of show.toml, a form for each kind."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from pipeline.model import FolderStorage, S3Storage
from pipeline.source.schema.fields import Address, FileName, Form, Word

BUCKET = r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"
"""What a bucket may be called, at AWS and nearly everywhere."""


class FolderForm(Form):
    """Publish to a folder of this machine."""

    kind: Literal["folder"] = Field("folder", description="A folder of this machine.")
    path: FileName = Field("public", description="The folder, inside the show folder.")

    def noun(self) -> FolderStorage:
        """What it stands for."""
        return FolderStorage(path=self.path)


class S3Form(Form):
    """Publish to object storage. Keys come from the environment only."""

    kind: Literal["s3"] = Field(description="Any storage that speaks S3.")
    bucket: Annotated[str, StringConstraints(pattern=BUCKET)] = Field(description="The bucket's name.")
    prefix: Annotated[str, StringConstraints(pattern=r"^([a-z0-9._-]+/)*$")] = Field(
        "public/", description="What the public may read lies below this."
    )
    control_prefix: Annotated[str, StringConstraints(pattern=r"^([a-z0-9._-]+/)+$")] = Field(
        "control/", description="The manifest lies below this. The public must not be able to read it."
    )
    control_bucket: Annotated[str, StringConstraints(pattern=BUCKET)] | None = Field(
        None, description="Another bucket for the manifest, if the first one is public as a whole."
    )
    endpoint: Address | None = Field(None, description="The storage's address, for anything but AWS.")
    region: Word | None = Field(None, description="The storage's region.")

    def noun(self) -> S3Storage:
        """What it stands for."""
        return S3Storage(
            bucket=self.bucket,
            prefix=self.prefix,
            control_prefix=self.control_prefix,
            control_bucket=self.control_bucket,
            endpoint=self.endpoint,
            region=self.region,
        )


StorageForm = FolderForm | S3Form
"""Each with a `kind`, which tells them apart, and with the noun that it stands for."""
STORAGE_KINDS: Mapping[str, type[Form]] = {
    get_args(form.model_fields["kind"].annotation)[0]: form for form in get_args(StorageForm)
}

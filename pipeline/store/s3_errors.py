"""boto's faults in a producer's words, one by one. Its own texts can hold keys and addresses, so none is passed on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own
    EndpointProviderError,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSLError,
)

from pipeline.problems import Problem, Rule, StoreError
from pipeline.store.rules import CLOCK, DENIED, DISK, NO_BUCKET, NO_KEYS, TROUBLE, UNREACHABLE, WRONG_KEYS

_CODES: Mapping[str, tuple[Rule, str]] = {
    "InvalidAccessKeyId": (WRONG_KEYS, "it does not know the access key"),
    "SignatureDoesNotMatch": (WRONG_KEYS, "the secret key does not belong to the access key"),
    "ExpiredToken": (WRONG_KEYS, "the session token has expired"),
    "InvalidToken": (WRONG_KEYS, "the session token is not accepted"),
    "AccessDenied": (DENIED, "it does not allow these keys to do this"),
    "AllAccessDisabled": (DENIED, "all access is turned off"),
    "NoSuchBucket": (NO_BUCKET, "there is no bucket of that name"),
    "RequestTimeTooSkewed": (CLOCK, "this machine's clock is too far from the storage's"),
    "PermanentRedirect": (UNREACHABLE, "the bucket is in another region"),
    "AuthorizationHeaderMalformed": (UNREACHABLE, "the bucket is in another region"),
}
_STATUS: Mapping[int, tuple[Rule, str]] = {
    401: (WRONG_KEYS, "it does not accept the keys"),
    403: (DENIED, "it does not allow these keys to do this"),
    404: (NO_BUCKET, "there is no bucket of that name"),
    507: (TROUBLE, "it is full"),
}


def status_of(error: ClientError) -> int:
    """The HTTP status that the storage answered with; 0 where boto does not tell it."""
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn whatever boto raises into a StoreError at `place`."""
    try:
        yield
    except ClientError as error:
        raise StoreError(_answer(place, error)) from error
    except (BotoCoreError, Boto3Error, HTTPClientError) as error:
        raise StoreError(_fault(place, error)) from error
    except OSError as error:
        raise StoreError(DISK.at(place, (error.strerror or "a file could not be read").lower())) from error


def _answer(place: str, error: ClientError) -> Problem:
    code, status = error.response.get("Error", {}).get("Code", ""), status_of(error)
    rule, what = _CODES.get(code) or _STATUS.get(status) or (TROUBLE, f"it answered with an error ({status})")
    return rule.at(place, what)


def _fault(place: str, error: Exception) -> Problem:
    match error:
        case NoCredentialsError() | PartialCredentialsError():
            return NO_KEYS.at(place, "there are no storage keys in the environment")
        case ProfileNotFound():
            return NO_KEYS.at(place, "there is no profile of the name in AWS_PROFILE")
        case SSLError():
            return UNREACHABLE.at(place, "its certificate is not one this machine trusts")
        case ConnectionError() | HTTPClientError():
            return UNREACHABLE.at(place, "it does not answer")
        case ValueError() | EndpointProviderError():
            return UNREACHABLE.at(place, "the endpoint is not an address")
        case _:
            return TROUBLE.at(place, "the transfer broke off")

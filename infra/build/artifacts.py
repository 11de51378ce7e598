"""What is shipped: an artifact a service, and one more for a function that needs what no other should carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build.aws_data import USED


@dataclass(frozen=True, slots=True)
class Artifact:
    """One thing that is staged, and that functions are made of.

    Parameters
    ----------
    name : str
        Of its folder and zip in ``.build``: the service's, or that with ``-`` and what it is for behind it.
    service : str
        Whose code it holds.
    without : tuple of str
        Packages of the service that it leaves out, as paths in the service's own.
    """

    name: str
    service: str
    without: tuple[str, ...] = ()

    def locked(self, root: Path) -> Path:
        """Name the file of what it requires."""
        suffix = self.name.removeprefix(self.service)
        return root / "services" / self.service / f"requirements{suffix}.txt"


# De-identifying takes 115 MB of a dictionary and a megabyte of word lists: the function that does it has them alone.
_APART = {"reflections": {"reflections-consults": ("adapters/deidentification",)}}


def artifacts_of(service: str) -> Sequence[Artifact]:
    """List what is staged for a service.

    Parameters
    ----------
    service : str
        For example ``reflections``.

    Returns
    -------
    sequence of Artifact
        The service's own first.
    """
    apart = _APART.get(service, {})
    own = Artifact(service, service, tuple(package for packages in apart.values() for package in packages))
    return [own, *(Artifact(name, service) for name in apart)]


ARTIFACTS = tuple(artifact for service in USED for artifact in artifacts_of(service))
"""All of them."""

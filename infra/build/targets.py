"""Where an artifact is to run: decides which compiled wheels it holds and for which interpreter its bytecode is."""

import platform
import sys
from dataclasses import dataclass

# Lambda's runtimes from Python 3.12 on have glibc 2.34 (Amazon Linux 2023): wheels for 2.28 run there.
_UV_PLATFORMS = {"arm64": "aarch64-manylinux_2_28", "x86_64": "x86_64-manylinux_2_28"}
_MACHINES = {"aarch64": "arm64", "arm64": "arm64", "x86_64": "x86_64", "AMD64": "x86_64"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where an artifact is to run.

    Parameters
    ----------
    python : str
        Minor version of the interpreter, for example ``3.13``.
    architecture : str
        ``arm64`` or ``x86_64``, as Lambda names them.
    native : bool
        Whether that is the interpreter and the machine that build it.
    """

    python: str
    architecture: str
    native: bool

    @classmethod
    def aws(cls, python: str = "3.13", architecture: str = "arm64") -> "Target":
        """Lambda: what the templates' defaults say.

        Parameters
        ----------
        python : str
            Minor version of the runtime.
        architecture : str
            ``arm64`` or ``x86_64``.

        Returns
        -------
        Target
            Manylinux wheels of that architecture.
        """
        return cls(python, architecture, native=False)

    @classmethod
    def local(cls) -> "Target":
        """The interpreter that runs this, on this machine: what the emulator runs functions with.

        Returns
        -------
        Target
            Wheels that fit here.
        """
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return cls(version, _MACHINES.get(platform.machine(), "x86_64"), native=True)

    @property
    def runtime(self) -> str:
        """The template parameter ``PythonRuntime``, for example ``python3.13``."""
        return f"python{self.python}"

    @property
    def pip_options(self) -> tuple[str, ...]:
        """What ``uv pip install`` is told, so that it takes wheels of the target and never builds."""
        if self.native:
            return ()
        return ("--python-version", self.python, "--python-platform", _UV_PLATFORMS[self.architecture])

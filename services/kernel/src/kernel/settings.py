"""Settings of a function: typed, frozen, read once from the environment by its composition root."""

import os
from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """Base of each function's settings; a field ``table_name`` reads ``TABLE_NAME``.

    Parameters
    ----------
    service : str
        The service's name, for example ``reflections``.
    stage : str
        The stage it runs in, for example ``dev``.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    service: str
    stage: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the settings.

        Parameters
        ----------
        environment : mapping, optional
            The process's own where none is given.

        Returns
        -------
        Self
            The settings, checked.

        Raises
        ------
        pydantic.ValidationError
            Where a variable is missing or of the wrong type; it names the field.
        """
        given = os.environ if environment is None else environment
        # Nothing else of the environment is touched: it holds credentials, and an error would show what it was given.
        return cls.model_validate({name: given[name.upper()] for name in cls.model_fields if name.upper() in given})

"""Seed the practices, and sign their people in."""

from __future__ import annotations

from collections.abc import Iterable

from local.cloud import Cloud
from local.people import EVERYONE, PASSWORD, Person


def seed(cloud: Cloud, people: Iterable[Person] = EVERYONE) -> None:
    """Make a user for each person: verified e-mail, practice, role, permanent password.

    Parameters
    ----------
    cloud : Cloud
        The emulator, with the platform stack deployed.
    people : Iterable[Person]
        Whom to make.
    """
    pool = cloud.parameter("platform", "user-pool", "id")
    cognito = cloud.client("cognito-idp")
    for person in people:
        cognito.admin_create_user(
            UserPoolId=pool,
            Username=person.email,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": person.email},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "custom:practice", "Value": person.practice},
            ],
        )
        cognito.admin_set_user_password(UserPoolId=pool, Username=person.email, Password=PASSWORD, Permanent=True)
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=person.email, GroupName=person.role)


def sign_in(cloud: Cloud, person: Person) -> str:
    """Sign a person in with their password.

    Parameters
    ----------
    cloud : Cloud
        The emulator.
    person : Person
        One of the seeded people.

    Returns
    -------
    str
        The ID token, as the services expect it.
    """
    answer = cloud.client("cognito-idp").initiate_auth(
        ClientId=cloud.parameter("platform", "user-pool-client", "id"),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.email, "PASSWORD": PASSWORD},
    )
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token

"""Why a celebration was not sent."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a celebration was not sent; each is told to the therapist."""

    NOT_APPROVED = "not_approved"
    MILESTONE_NOT_CONFIRMED = "milestone_not_confirmed"
    JOURNEY_UNKNOWN = "journey_unknown"
    JOURNEY_ERASED = "journey_erased"
    JOURNEY_CLOSED = "journey_closed"
    JOURNEY_HANDED_OVER = "journey_handed_over"
    JOURNEY_PAUSED = "journey_paused"
    NO_CLIENT = "no_client"
    CONSENT_NOT_ON_RECORD = "consent_not_on_record"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CELEBRATIONS_OFF = "celebrations_off"
    RISK_POSITIVE = "risk_positive"
    RISK_MISSING = "risk_missing"
    RISK_UNKNOWN = "risk_unknown"
    RED_ALERT = "red_alert"
    DETERIORATION = "deterioration"
    SCORE_NOT_KNOWN = "score_not_known"
    NO_MOMENT = "no_moment"

"""The places of the body's map, known without loading what draws it."""

NUMBERED = {  # where a zone's number stands, on the side at the left of the sheet
    "groin": -0.047 + 0.519j,
    "thigh": -0.060 + 0.41j,
    "inner_thigh": -0.024 + 0.395j,
    "bony_point": -0.076 + 0.573j,
    "pubic": 0.0 + 0.482j,
    "lower_belly": 0.0 + 0.580j,
    "outside": -0.1 + 0.497j,
    "outer_thigh": -0.091 + 0.37j,
    "buttock": -0.052 + 0.492j,
    "knee": -0.051 + 0.283j,
}

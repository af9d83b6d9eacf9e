"""What the sample tabletop is made of, as tests know it without asking the stage."""

TURNTABLE = "/World/Turntable"
LABELS = {
    f"{TURNTABLE}/_03_cracker_box": "box",
    f"{TURNTABLE}/_03_cracker_box_01": "box",
    f"{TURNTABLE}/_05_tomato_soup_can": "can",
    f"{TURNTABLE}/_05_tomato_soup_can_01": "can",
}

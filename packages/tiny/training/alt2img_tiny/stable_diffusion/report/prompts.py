"""What the sheets show."""

from __future__ import annotations

#: 1 is none.
GUIDANCE = (1.0, 2.5, 5.0)

OBJECTS = (
    "red apple",
    "dog face",
    "woman firefighter with dark skin tone",
    "blue heart",
    "pizza",
    "flag of japan",
    "smiling face",
    "deciduous tree",
    "blue apple",
    "green dog",
    "man astronaut with light skin tone",
    "purple pizza",
    "rocket",
    "cat face",
    "yellow car",
    "octopus",
)

ATTRIBUTES = (
    "woman with light skin tone",
    "woman with medium skin tone",
    "woman with dark skin tone",
    "man with medium-dark skin tone",
    "woman health worker with dark skin tone",
    "man cook with light skin tone",
    "firefighter",
    "thumbs up with dark skin tone",
    "thumbs up with light skin tone",
    "raised hand with medium skin tone",
    "red heart",
    "green heart",
    "purple heart",
    "yellow heart",
    "a noto emoji of a grinning face",
    "a blob emoji of a grinning face",
    "flag of france",
    "flag of germany",
    "hammer",
    "wrench",
    "food",
    "animal",
)

PEOPLE_AT_WORK = (
    "doctor", "nurse", "teacher", "pilot", "farmer", "judge", "cook", "scientist", "artist", "firefighter"
)  # fmt: skip

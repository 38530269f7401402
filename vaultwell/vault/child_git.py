"""What a git that we start must not hear of the git that started us."""

import os

# What git sets for its hooks, and what would lead a child git into another repository
# (`git rev-parse --local-env-vars`).
GIT_LOCAL_VARIABLES = frozenset(
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_CONFIG GIT_CONFIG_PARAMETERS GIT_CONFIG_COUNT"
    " GIT_OBJECT_DIRECTORY GIT_DIR GIT_WORK_TREE GIT_IMPLICIT_WORK_TREE GIT_GRAFT_FILE GIT_INDEX_FILE"
    " GIT_NO_REPLACE_OBJECTS GIT_REPLACE_REF_BASE GIT_PREFIX GIT_INTERNAL_SUPER_PREFIX"
    " GIT_SHALLOW_FILE GIT_COMMON_DIR".split()
)


def build_environment() -> dict[str, str]:
    """The environment for a child git."""
    return {name: value for name, value in os.environ.items() if name not in GIT_LOCAL_VARIABLES}

"""The tree of errors: stable codes, one exit status per leaf, three parts that survive pickling."""

import pickle

import pytest

from fxroute import errors
from fxroute.errors import DataFileError, DataFileErrors, FxRouteError, UsageError

LEAVES = [leaf for name in errors.__all__ if (leaf := getattr(errors, name)) not in (FxRouteError, DataFileErrors)]
ONE = DataFileError(what="a", where="one.yaml:1:1", mend="b")
TWO = DataFileError(what="c", where="two.yaml:2:1: accounts[0]", mend="d")


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_a_leaf_survives_pickling(leaf: type[FxRouteError]) -> None:
    error = leaf(what="two is one", where="leg 3", mend="count again")

    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes

    assert type(again) is leaf
    assert str(again) == "two is one\n  where: leg 3\n  mend:  count again"
    assert again.code == leaf.__name__


def test_each_leaf_has_its_own_exit_status_but_one_fault_and_several_share_theirs() -> None:
    statuses = [leaf.exit_status for leaf in LEAVES]

    assert len(set(statuses)) == len(statuses)
    assert min(statuses) > FxRouteError.exit_status
    assert DataFileErrors.exit_status == DataFileError.exit_status
    assert UsageError.exit_status == 2


def test_the_tree_is_drawn_with_every_leaf() -> None:
    drawn = errors.__doc__ or ""

    assert all(f"── {leaf.__name__} " in drawn for leaf in (*LEAVES, DataFileErrors))


def test_several_faults_survive_pickling() -> None:
    again = pickle.loads(pickle.dumps(DataFileErrors((ONE, TWO))))  # noqa: S301  # our own bytes

    assert [str(fault) for fault in again.faults] == [str(ONE), str(TWO)]
    assert again.where == "one.yaml; two.yaml"


def test_several_faults_are_caught_as_our_error_and_as_a_group() -> None:
    caught: list[Exception] = []
    try:
        raise DataFileErrors((ONE, TWO))
    except* DataFileError as group:
        caught += group.exceptions

    assert caught == [ONE, TWO]
    with pytest.raises(FxRouteError) as raised:
        raise DataFileErrors((ONE, TWO))
    assert str(raised.value).splitlines()[0] == "2 faults in data files"


def test_a_part_of_several_faults_is_of_the_same_class() -> None:
    part = DataFileErrors((ONE, TWO)).subgroup(lambda fault: fault is TWO)

    assert isinstance(part, DataFileErrors)
    assert part.faults == (TWO,)
    assert part.what == "1 fault in a data file"

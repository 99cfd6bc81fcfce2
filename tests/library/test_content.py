from gongbao.library import shipped_gazettes


def test_the_gazettes_that_ship_are_the_five() -> None:
    assert len(list(shipped_gazettes().glob("*.txt"))) == 5

import pytest

from gongbao.reference import functions, other_names
from gongbao.reference.bodies import by_key, by_name


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("发改局", "发展和改革局"),
        ("发改局", "发展和改革委员会"),
        ("发展和改革委员会", "发改委"),
        ("市住建局", "市住房和城乡建设局"),
        ("市场监督管理局", "市场监管局"),
        ("自然资源规划局", "自然资源和规划局"),
        ("市卫健委", "市卫生健康局"),
        ("市编办", "市委编办"),
        ("住建部", "住房和城乡建设部"),
    ],
)
def test_names_of_one_body_lead_to_one_another(name: str, other: str) -> None:
    assert other in other_names(name)
    assert name in other_names(other)


def test_ranks_and_former_names_are_not_mixed() -> None:
    assert "财政局" not in other_names("财政厅")
    assert other_names("工商局") == ()
    assert "工商局" not in other_names("市场监督管理局")
    assert other_names("没有的局") == ()


def test_each_name_belongs_to_one_kind_of_body() -> None:
    for function in functions():
        for name in function.names:
            assert by_name()[name].key == function.key, name
        assert by_key()[function.key] is function
        assert bool(function.former) == (function.reform is not None), function.key


@pytest.mark.parametrize(
    ("former", "now", "year"),
    [
        ("工商行政管理局", "市场监督管理局", 2018),
        ("国土资源局", "自然资源和规划局", 2018),
        ("安全生产监督管理局", "应急管理局", 2018),
        ("环保局", "生态环境局", 2018),
        ("扶贫办", "乡村振兴局", 2021),
        ("建设部", "住房和城乡建设部", 2008),
    ],
)
def test_a_former_name_leads_to_the_body_of_today_and_the_paper_that_made_it(former: str, now: str, year: int) -> None:
    function = by_name()[former]
    assert function is by_name()[now]
    assert former in function.former
    assert function.reform is not None
    assert function.reform.year == year
    assert "2018" in function.reform.source or year != 2018

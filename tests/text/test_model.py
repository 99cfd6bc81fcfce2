"""Names of documents, as they are printed."""

from __future__ import annotations

import pytest

from gongbao.text import quoted


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("定州市养犬管理办法", "《定州市养犬管理办法》"),
        ("《定州市养犬管理办法》解读", "《定州市养犬管理办法》解读"),
        ("关于修改《廊坊市物业管理办法》的决定", "《关于修改〈廊坊市物业管理办法〉的决定》"),
    ],
)
def test_a_title_is_quoted_with_single_marks_inside(title: str, printed: str) -> None:
    assert quoted(title) == printed

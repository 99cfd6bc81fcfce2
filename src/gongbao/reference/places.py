"""Places that gazettes come from: cities and counties with the city and province above them."""

from __future__ import annotations

from dataclasses import dataclass

# city (or county directly under the province): counties, districts and county-level cities under it
_HEBEI = """
石家庄市: 长安区 桥西区 新华区 裕华区 井陉矿区 藁城区 鹿泉区 栾城区 井陉县 正定县 行唐县 灵寿县 高邑县 深泽县
石家庄市: 赞皇县 无极县 平山县 元氏县 赵县 晋州市 新乐市
唐山市: 路南区 路北区 古冶区 开平区 丰南区 丰润区 曹妃甸区 滦南县 乐亭县 迁西县 玉田县 遵化市 迁安市 滦州市
秦皇岛市: 海港区 山海关区 北戴河区 抚宁区 青龙满族自治县 昌黎县 卢龙县
邯郸市: 邯山区 丛台区 复兴区 峰峰矿区 肥乡区 永年区 临漳县 成安县 大名县 涉县 磁县 邱县 鸡泽县 广平县 馆陶县
邯郸市: 魏县 曲周县 武安市
邢台市: 襄都区 信都区 任泽区 南和区 临城县 内丘县 柏乡县 隆尧县 宁晋县 巨鹿县 新河县 广宗县 平乡县 威县 清河县
邢台市: 临西县 南宫市 沙河市
保定市: 竞秀区 莲池区 满城区 清苑区 徐水区 涞水县 阜平县 定兴县 唐县 高阳县 涞源县 望都县 易县 曲阳县 蠡县
保定市: 顺平县 博野县 涿州市 安国市 高碑店市
张家口市: 桥东区 宣化区 下花园区 万全区 崇礼区 张北县 康保县 沽源县 尚义县 蔚县 阳原县 怀安县 怀来县 涿鹿县
张家口市: 赤城县
承德市: 双桥区 双滦区 鹰手营子矿区 承德县 兴隆县 滦平县 隆化县 丰宁满族自治县 宽城满族自治县
承德市: 围场满族蒙古族自治县 平泉市
沧州市: 运河区 沧县 青县 东光县 海兴县 盐山县 肃宁县 南皮县 吴桥县 献县 孟村回族自治县 泊头市 任丘市 黄骅市
沧州市: 河间市
廊坊市: 安次区 广阳区 固安县 永清县 香河县 大城县 文安县 大厂回族自治县 霸州市 三河市
衡水市: 桃城区 冀州区 枣强县 武邑县 武强县 饶阳县 安平县 故城县 景县 阜城县 深州市
雄安新区: 容城县 雄县 安新县
定州市:
辛集市:
"""


@dataclass(frozen=True, slots=True)
class Locality:
    """A place with a government of its own."""

    name: str  # 宁晋县
    city: str  # 邢台市; its own name where it is one
    province: str

    @property
    def stem(self) -> str:
        """The name without 市, 县, 区: 宁晋."""
        return self.name[:-1] if len(self.name) > 2 else self.name


def _read() -> dict[str, Locality]:
    places: dict[str, Locality] = {}
    for line in _HEBEI.strip().splitlines():
        city, _, under = line.partition(":")
        for name in (city, *under.split()):
            places.setdefault(name, Locality(name, city, "河北省"))
    return places


PLACES = _read()


def place_in(text: str) -> str | None:
    """The name of the first place that a text names in full; of two at one spot the longer. None if none."""
    found = [(text.find(name), -len(name), name) for name in PLACES if name in text]
    return min(found)[2] if found else None

"""Places with their codes (GB/T 2260) and what is above them: provinces, prefectures, the counties of Hebei, and the
towns and streets that the gazettes print. The table is `data/places.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_PEOPLES = (
    "回|满|蒙古|朝鲜|土家|苗|布依|侗|彝|藏|羌|哈尼|壮|傣|白|景颇|傈僳|哈萨克|柯尔克孜|维吾尔"  # of names in the table
)
_ENDS = re.compile(rf"(?:(?:(?:{_PEOPLES})族?){{0,3}}自治[区州县]|特别行政区|地区|街道|[省市州县区盟镇乡])$")


class Tier(StrEnum):
    """Of which kind a place's government is."""

    PROVINCE = "省级"
    PREFECTURE = "地级"
    COUNTY = "县级"
    TOWN = "乡级"


@dataclass(frozen=True, slots=True)
class Locality:
    """A place with a government of its own."""

    name: str  # 宁晋县
    city: str  # 邢台市; its own name where it is one, or is directly under the province
    province: str
    code: str = ""  # GB/T 2260, six digits; "" where the standard has none
    tier: Tier = Tier.COUNTY
    county: str = ""  # of a town or street

    @property
    def stem(self) -> str:
        """The name without 市, 县, 区: 宁晋, 大厂; as it is where that leaves one character: 易县."""
        match = _ENDS.search(self.name)
        return self.name[: match.start()] if match and match.start() > 1 else self.name

    @property
    def above(self) -> str:
        """The place that it is under; "" of a province."""
        return {
            Tier.TOWN: self.county,
            Tier.COUNTY: self.city if self.city != self.name else self.province,
            Tier.PREFECTURE: self.province,
            Tier.PROVINCE: "",
        }[self.tier]


@cache
def localities() -> tuple[Locality, ...]:
    """All places of the table, in its order."""
    found: list[Locality] = []
    provinces: dict[str, str] = {}
    counties: dict[str, Locality] = {}
    text = files("gongbao.reference").joinpath("data/places.txt").read_text(encoding="utf-8")
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            head, _, under = line.partition(":")
            if section == "省、地":
                code, province = head.split()
                if code not in provinces:
                    provinces[code] = province
                    found.append(Locality(province, province, province, f"{code}0000", Tier.PROVINCE))
                for each in under.split():
                    name = each[2:]
                    found.append(Locality(name, name, province, f"{code}{each[:2]}00", Tier.PREFECTURE))
            elif section == "县":
                code, city = head.split()
                for each in under.split():
                    name = each[2:]
                    above = name if city == "直管" else city
                    made = Locality(name, above, provinces[code[:2]], code + each[:2])
                    counties.setdefault(name, made)
                    found.append(made)
            else:
                county = counties[head]
                found += [
                    Locality(name, county.city, county.province, "", Tier.TOWN, county.name) for name in under.split()
                ]
    found.append(Locality("雄安新区", "雄安新区", "河北省", "", Tier.PREFECTURE))
    return tuple(found)


def _by_name() -> dict[str, Locality]:
    """Places by name; of two with one name (新华区) neither, for nobody can tell which is meant."""
    names = [each.name for each in localities() if each.tier is not Tier.TOWN]
    return {each.name: each for each in localities() if each.tier is not Tier.TOWN and names.count(each.name) == 1}


PLACES = _by_name()


def places_called(name: str) -> tuple[Locality, ...]:
    """All places of a name, full (新华区: two) or without its last word (廊坊, 大厂); none where it is unknown."""
    return _called().get(name, ())


@cache
def _called() -> dict[str, tuple[Locality, ...]]:
    found: dict[str, tuple[Locality, ...]] = {}
    for each in localities():
        found[each.name] = (*found.get(each.name, ()), each)
    names = set(found)
    for each in localities():
        if each.stem not in names:
            found[each.stem] = (*found.get(each.stem, ()), each)
    return found


def place_of_code(code: str) -> Locality | None:
    """The place of a GB/T 2260 code."""
    return next((each for each in localities() if each.code and each.code == code), None)


def under(place: str) -> tuple[Locality, ...]:
    """The places directly under one: counties of a city, towns of a county as far as they are known."""
    return tuple(each for each in localities() if each.above == place)


def place_in(text: str) -> str | None:
    """The name of the first place that a text names in full; where names follow one another (河北省宁晋县), the last of
    them; of two at one spot the longer. None if none."""
    found = [(text.find(name), -len(name), name) for name in PLACES if name in text]
    if not found:
        return None
    at, size, name = min(found)
    end = at - size
    while True:
        inner = [each for each in PLACES if text.startswith(each, end)]
        if not inner:
            return name
        name = max(inner, key=len)
        end += len(name)

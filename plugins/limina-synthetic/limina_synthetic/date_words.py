"""Words and marks in dates of any language, case folded: what they are, not what they become."""

from __future__ import annotations

from limina_synthetic.number_words import BUILDERS
from limina_synthetic.wordtable import word_set

YEAR_MARKS = word_set("年 년")
MONTH_MARKS = word_set("月 월")
DAY_MARKS = word_set("日 号 號 일")
ORDINALS = word_set("st nd rd th º ª er re e ème eme te ter de ste го й я е і")
HOUR_MARKS = word_set("am pm a p h uhr ч час часов часа 時 时 点 點 시 oclock")
QUARTERS = word_set("q t h quarter quartal trimestre kw")
WEEKS = word_set("w week wk kw woche semaine semana settimana неделя")
YEARS = word_set("fy cy year années années")
CENTURY = word_set("century centuries c siècle siglo jahrhundert secolo século eeuw век")
#: Words in and around dates that tell no date.
PLAIN = BUILDERS | word_set(
    """
    the of on in at by from to until till through thru between and or early mid late end middle
    beginning start since before after circa ca c approx about around date dated dob born birth
    birthday day s th st nd rd bc ad ce bce t z am pm a p m h est edt cst cdt mst mdt pst pdt utc
    gmt cet cest bst oclock o clock q w fy cy kw tel during via every each only this der den dem
    des die das am im vom zum bis und ab seit anfang mitte ende um gegen uhr geboren jahr nach vor
    le la les du de d au en et à l jusqu depuis vers entre né née début mi fin el los las del al y
    desde hasta a entre nacido nacida il lo i gli dal dello nel e fino tra fra nato nata o os as
    do da dos das em até nascido nascida het een van tot op aan sinds geboren г год года году годы
    гг по с в во к до от до н э лет ч час часов мин рік року р до від з у r roku ng noong ika mula
    hanggang ngày tháng năm giờ 年 月 日 号 號 時 时 点 點 分 秒 前 後 后 上 下 初 末 中 旬 頃 生
    世 紀 纪 代 第 约 約 至 到 和 の から まで に は 年代 世紀 年度 平 成 令 昭 大 正 明 治 년 월
    일 시 분 초 년대 세기 부터 까지 에 의 생 को का की के से तक में
    """
)
SEPARATORS = frozenset("./-–—年月日")
CONNECTORS = word_set("- – — / ~ 〜 to and bis und et au à y a e и по til through thru or")
NUMERALS = {**{mark: at for at, mark in enumerate("〇一二三四五六七八九十")}, "零": 0}

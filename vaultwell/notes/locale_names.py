"""The names of months and weekdays, ordinals and halves of the day, as moment.js prints them.

Taken from the locales of moment 2.30.1 (https://momentjs.com, MIT licence, © JS Foundation and other
contributors). Words stand in order (January or Sunday first); `|` stands between the forms of one
word (cases, with and without a full stop); `#` in an ordinal is the number.
"""

from collections.abc import Mapping

LOCALES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "MMMM": "January February March April May June July August September October November December",
        "MMM": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "dddd": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
        "ddd": "Sun Mon Tue Wed Thu Fri Sat",
        "dd": "Su Mo Tu We Th Fr Sa",
        "ordinal": "#st #nd #rd #th",
        "meridiem": "am pm",
    },
    "de": {
        "MMMM": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "MMM": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.",
        "dddd": "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
        "ddd": "So. Mo. Di. Mi. Do. Fr. Sa.",
        "dd": "So Mo Di Mi Do Fr Sa",
        "ordinal": "#.",
        "meridiem": "am pm",
    },
    "fr": {
        "MMMM": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "MMM": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "dddd": "dimanche lundi mardi mercredi jeudi vendredi samedi",
        "ddd": "dim. lun. mar. mer. jeu. ven. sam.",
        "dd": "di lu ma me je ve sa",
        "ordinal": "#er #re # #e",
        "meridiem": "am pm",
    },
    "es": {
        "MMMM": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "MMM": """
            ene.|ene feb.|feb mar.|mar abr.|abr may.|may jun.|jun jul.|jul ago.|ago sep.|sep oct.|oct
            nov.|nov dic.|dic""",
        "dddd": "domingo lunes martes miércoles jueves viernes sábado",
        "ddd": "dom. lun. mar. mié. jue. vie. sáb.",
        "dd": "do lu ma mi ju vi sá",
        "ordinal": "#º",
        "meridiem": "am pm",
    },
    "it": {
        "MMMM": """
            gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
            dicembre""",
        "MMM": "gen feb mar apr mag giu lug ago set ott nov dic",
        "dddd": "domenica lunedì martedì mercoledì giovedì venerdì sabato",
        "ddd": "dom lun mar mer gio ven sab",
        "dd": "do lu ma me gi ve sa",
        "ordinal": "#º",
        "meridiem": "am pm",
    },
    "pt": {
        "MMMM": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "MMM": "jan fev mar abr mai jun jul ago set out nov dez",
        "dddd": "Domingo Segunda-feira Terça-feira Quarta-feira Quinta-feira Sexta-feira Sábado",
        "ddd": "Dom Seg Ter Qua Qui Sex Sáb",
        "dd": "Do 2ª 3ª 4ª 5ª 6ª Sá",
        "ordinal": "#º",
        "meridiem": "am pm",
    },
    "pt-br": {
        "MMMM": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "MMM": "jan fev mar abr mai jun jul ago set out nov dez",
        "dddd": "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
        "ddd": "dom seg ter qua qui sex sáb",
        "dd": "do 2ª 3ª 4ª 5ª 6ª sá",
        "ordinal": "#º",
        "meridiem": "am pm",
    },
    "nl": {
        "MMMM": "januari februari maart april mei juni juli augustus september oktober november december",
        "MMM": """
            jan.|jan feb.|feb mrt.|mrt apr.|apr mei jun.|jun jul.|jul aug.|aug sep.|sep okt.|okt
            nov.|nov dec.|dec""",
        "dddd": "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
        "ddd": "zo. ma. di. wo. do. vr. za.",
        "dd": "zo ma di wo do vr za",
        "ordinal": "#ste #de",
        "meridiem": "am pm",
    },
    "sv": {
        "MMMM": "januari februari mars april maj juni juli augusti september oktober november december",
        "MMM": "jan feb mar apr maj jun jul aug sep okt nov dec",
        "dddd": "söndag måndag tisdag onsdag torsdag fredag lördag",
        "ddd": "sön mån tis ons tor fre lör",
        "dd": "sö må ti on to fr lö",
        "ordinal": "#:a #:e",
        "meridiem": "am pm",
    },
    "da": {
        "MMMM": "januar februar marts april maj juni juli august september oktober november december",
        "MMM": "jan feb mar apr maj jun jul aug sep okt nov dec",
        "dddd": "søndag mandag tirsdag onsdag torsdag fredag lørdag",
        "ddd": "søn man tir ons tor fre lør",
        "dd": "sø ma ti on to fr lø",
        "ordinal": "#.",
        "meridiem": "am pm",
    },
    "nb": {
        "MMMM": "januar februar mars april mai juni juli august september oktober november desember",
        "MMM": "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.",
        "dddd": "søndag mandag tirsdag onsdag torsdag fredag lørdag",
        "ddd": "sø. ma. ti. on. to. fr. lø.",
        "dd": "sø ma ti on to fr lø",
        "ordinal": "#.",
        "meridiem": "am pm",
    },
    "fi": {
        "MMMM": """
            tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu
            marraskuu joulukuu""",
        "MMM": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        "dddd": "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai",
        "ddd": "su ma ti ke to pe la",
        "dd": "su ma ti ke to pe la",
        "ordinal": "#.",
        "meridiem": "am pm",
    },
    "pl": {
        "MMMM": """
            styczeń|stycznia luty|lutego marzec|marca kwiecień|kwietnia maj|maja czerwiec|czerwca
            lipiec|lipca sierpień|sierpnia wrzesień|września październik|października listopad|listopada
            grudzień|grudnia""",
        "MMM": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "dddd": "niedziela poniedziałek wtorek środa czwartek piątek sobota",
        "ddd": "ndz pon wt śr czw pt sob",
        "dd": "Nd Pn Wt Śr Cz Pt So",
        "ordinal": "#.",
        "meridiem": "am pm",
    },
    "cs": {
        "MMMM": """
            leden|ledna únor|února březen|března duben|dubna květen|května červen|června
            červenec|července srpen|srpna září říjen|října listopad|listopadu prosinec|prosince""",
        "MMM": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
        "dddd": "neděle pondělí úterý středa čtvrtek pátek sobota",
        "ddd": "ne po út st čt pá so",
        "dd": "ne po út st čt pá so",
        "ordinal": "#.",
        "meridiem": "am pm",
    },
    "ru": {
        "MMMM": """
            январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня июль|июля
            август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря""",
        "MMM": "янв. февр. март|мар. апр. май|мая июнь|июня июль|июля авг. сент. окт. нояб. дек.",
        "dddd": "воскресенье понедельник вторник среда|среду четверг пятница|пятницу суббота|субботу",
        "ddd": "вс пн вт ср чт пт сб",
        "dd": "вс пн вт ср чт пт сб",
        "ordinal": "#-го #-й # #-я",
        "meridiem": "ночи утра дня вечера",
    },
    "uk": {
        "MMMM": """
            січень|січня лютий|лютого березень|березня квітень|квітня травень|травня червень|червня
            липень|липня серпень|серпня вересень|вересня жовтень|жовтня листопад|листопада
            грудень|грудня""",
        "MMM": "січ лют бер квіт трав черв лип серп вер жовт лист груд",
        "dddd": """
            неділя|неділю|неділі понеділок|понеділка вівторок|вівторка середа|середу|середи
            четвер|четверга п’ятниця|п’ятницю|п’ятниці субота|суботу|суботи""",
        "ddd": "нд пн вт ср чт пт сб",
        "dd": "нд пн вт ср чт пт сб",
        "ordinal": "#-го #-й #",
        "meridiem": "ночі ранку дня вечора",
    },
    "tr": {
        "MMMM": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "MMM": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "dddd": "Pazar Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi",
        "ddd": "Paz Pzt Sal Çar Per Cum Cmt",
        "dd": "Pz Pt Sa Ça Pe Cu Ct",
        "ordinal": "# #'inci #'nci #'üncü #'ncı #'uncu #'ıncı",
        "meridiem": "öö ös",
    },
    "ja": {
        "MMMM": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "MMM": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "dddd": "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
        "ddd": "日 月 火 水 木 金 土",
        "dd": "日 月 火 水 木 金 土",
        "ordinal": "#日 #",
        "meridiem": "午前 午後",
    },
    "zh-cn": {
        "MMMM": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
        "MMM": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "dddd": "星期日 星期一 星期二 星期三 星期四 星期五 星期六",
        "ddd": "周日 周一 周二 周三 周四 周五 周六",
        "dd": "日 一 二 三 四 五 六",
        "ordinal": "#日 #月 # #周",
        "meridiem": "凌晨 早上 上午 中午 下午 晚上",
    },
    "ko": {
        "MMMM": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
        "MMM": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
        "dddd": "일요일 월요일 화요일 수요일 목요일 금요일 토요일",
        "ddd": "일 월 화 수 목 금 토",
        "dd": "일 월 화 수 목 금 토",
        "ordinal": "#일 #월 # #주",
        "meridiem": "오전 오후",
    },
}

"""Words of addresses that say what something is and not what it is called, all case folded."""

from __future__ import annotations

from limina_synthetic.wordtable import word_set

#: Kinds of streets, also as they are abbreviated.
STREETS = word_set(
    """
    street st road rd avenue ave av boulevard blvd lane ln drive dr court ct circle cir place pl
    way terrace ter trail trl parkway pkwy highway hwy freeway expressway square sq alley aly
    crescent cres close row walk loop mews grove gardens gate hill quay wharf plaza path pike
    turnpike route rte causeway esplanade promenade rise view heights crossing xing park bypass
    broadway interstate straße strasse str weg platz gasse allee ring ufer damm rue r avenue
    boulevard bd chemin allée allées impasse place quai cours passage sentier chaussée calle c
    avenida avda paseo plaza carrera cra cl camino carretera ronda travesía glorieta callejón via
    viale piazza corso vicolo largo strada piazzale rua avenida travessa praça alameda estrada
    rodovia largo beco straat laan plein gracht kade dijk singel steeg улица ул проспект пр пр-т
    переулок пер площадь пл бульвар шоссе набережная наб проезд тупик вулиця вул провулок площа
    проспект ulica ul aleja al plac pl gatan vägen gata väg gade vej gate vei katu tie utca út tér
    जाला मार्ग गली सड़क kalye daan jalan jl
    """
)
#: Everything else that may stay: units, directions, joints.
OTHERS = word_set(
    """
    n s e w ne nw se sw north south east west northeast northwest southeast southwest upper lower
    old new great little the of and at on in near by off de du des de la le les l d del della dei
    degli di da do dos das los las el al am an der den dem im zum zur auf bei unter sur sous en
    van het aan op apt apartment unit suite ste floor fl flr room rm building bldg block blk lot
    box po p.o pobox post office pmb c/o co attn house flat tower wing level basement penthouse ph
    rear front upstairs rural rr county cnty township twp village town city district sector phase
    plot no nr num number km hn floorth st nd rd th ground postfach haus wohnung stock etage og eg
    hinterhaus appartement appt bâtiment bât étage escalier cedex bp boîte postale lieu-dit
    résidence piso puerta portal bloque escalera apartado edificio planta bajo dcha izda colonia
    col int ext interno scala piano palazzo casella apto apartamento bloco andar casa cep caixa
    lote quadra bus postbus verdieping huis дом д кв квартира корпус корп к строение стр подъезд
    этаж офис г город обл область р-н район село с деревня посёлок буд будинок кв м місто barangay
    brgy purok sitio
    """
)
#: Ends of compound street names, the longest first: `Haupt|straße`.
COMPOUNDS = (
    "straße",
    "strasse",
    "gasse",
    "platz",
    "allee",
    "straat",
    "gracht",
    "plein",
    "singel",
    "dreef",
    "gatan",
    "vägen",
    "gården",
    "stigen",
    "torget",
    "ufer",
    "damm",
    "steig",
    "laan",
    "kade",
    "dijk",
    "gade",
    "gata",
    "veien",
    "gaten",
    "steeg",
    "katu",
    "tie",
    "vej",
    "vei",
    "weg",
    "str",
    "ring",
    "hof",
    "pfad",
)
#: What ends a part of an address in Chinese and Japanese characters.
HAN_ENDS = "のノヶケ都道府県市区區町村郡丁目番地号號路街巷弄室楼樓省县縣镇鎮乡鄉段里条"
#: What ends a part of an address in Korean.
HANGUL_ENDS = "시도구군읍면동리로길가층호"
#: Kinds of places that stay beside their name.
FEATURES = word_set(
    """
    area greater metro metropolitan lake mount mt mountain mountains cape fort port glen camp
    river valley canyon creek bay island islands isle forest desert hill hills falls park beach
    harbor harbour square plaza garden gardens airport station bridge stadium highway ocean sea
    peninsula coast gulf strait national state county city town village district province region
    territory republic kingdom federal building floor room terminal gate zone ward campus center
    centre mall tower hotel school university lago río monte isla playa puerto valle lac mont île
    plage fleuve lago monte isola fiume see berg fluss insel wald tal lago praia ilha rio serra
    meer eiland river-side st saint san santa santo são sankt sainte
    """
)

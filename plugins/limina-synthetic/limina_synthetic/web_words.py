"""Words of addresses and paths that tell nothing of anybody, all case folded."""

from __future__ import annotations

from limina_synthetic.wordtable import word_set

#: Names of machines and services before a domain.
HOSTS = word_set(
    """
    www www1 www2 m mobile mail email smtp imap pop ftp api app apps web blog shop store news help
    support docs dev test staging cdn static img images media login auth sso portal secure my
    forum wiki cloud drive ns1 ns2 mx vpn remote en de fr es it
    """
)
#: Top-level domains and what stands before a country's.
TOP_LEVEL = word_set(
    """
    com org net edu gov mil int co ac ne or gob gouv info biz io ai app dev me tv us uk ca de fr
    es it nl be ch at ru ua pl cz jp cn kr in br mx ar cl au nz za se no dk fi pt gr ie eu
    """
)
#: Mailboxes that belong to a role.
ROLES = (
    "info",
    "contact",
    "office",
    "hello",
    "support",
    "sales",
    "service",
    "help",
    "team",
    "mail",
    "admin",
    "billing",
    "orders",
    "jobs",
    "careers",
    "press",
    "marketing",
    "accounts",
    "enquiries",
    "reception",
    "feedback",
    "bookings",
    "newsletter",
    "webmaster",
    "postmaster",
    "security",
)
#: Words that join an address that is spoken.
SPOKEN = word_set(
    """
    at dot dash hyphen underscore minus slash colon arobase arroba punkt point punto ponto
    klammeraffe chiocciola собака точка www http https com mailto hash tag
    """
)
#: Words in paths and queries.
PATHS = word_set(
    """
    http https ftp file www index home page pages p id q s search query user users profile
    profiles account accounts login logout signin signup register api v html en us post posts
    article articles news blog category tag tags img images image photo photos video videos watch
    file files download downloads upload uploads docs doc documents document desktop static assets
    public private media content data item items product products shop cart order orders view edit
    list lang locale ref utm source medium campaign date year month day type sort limit offset
    status in at to of and the c d e usr var tmp etc opt bin home mnt mac os windows program
    appdata local roaming system library applications volumes temp backup archive projects project
    src test tests work pictures music movies desktop onedrive dropbox taxes scans scan invoices
    invoice report reports letter letters final draft copy new old version rev summary notes
    meeting minutes contract contracts cv resume resumé bilder dokumente benutzer eigene dateien
    téléchargements escritorio documentos
    """
)
#: File name extensions.
EXTENSIONS = word_set(
    """
    7z aac ai avi bak bat bmp c cfg class conf cpp css csv dat db dcm dll doc docm docx dot dotx
    dwg eml eps epub exe flac gif go gz h heic htm html ico ics ini iso jar java jpeg jpg js json
    key log m4a m4v md mdb mkv mobi mov mp3 mp4 mpeg mpg msg msi odp ods odt ogg otf pages pdf php
    png pot potx ppt pptx ps psd pst py rar raw rb rs rtf sh sql srt svg sys tar tex tif tiff tmp
    toml ts tsv ttf txt vcf wav webm webp wma wmv woff wpd xls xlsb xlsm xlsx xml yaml yml zip asp
    aspx jsp cgi cfm
    """
)

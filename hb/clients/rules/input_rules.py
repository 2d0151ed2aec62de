"""The rules of form that clients and their relations add to those of `hb.kit.input_rules`."""

from hb.kit.input_rules import InputRule


class ClientRule(InputRule):
    """Rules of matters, relations and representation."""

    BEFORE_BIRTH = (
        "BEFORE_BIRTH",
        "Valitse asiakkaan syntymäpäivä tai sitä myöhempi päivä.",
        "Välj klientens födelsedatum eller en senare dag.",
        "Choose a day that is not before the client's birth.",
    )
    CLIENT_IS_ADULT = (
        "CLIENT_IS_ADULT",
        "Huoltaja edustaa vain alaikäistä: valitse muu edustaja tai aika, joka päättyy ennen kuin "
        "asiakas täyttää 18 vuotta.",
        "En vårdnadshavare företräder bara minderåriga: välj en annan företrädare eller en tid som "
        "slutar innan klienten fyller 18 år.",
        "Choose a time that ends before the client turns 18: a custodian represents only a minor.",
    )
    LATER_RELATION_EXISTS = (
        "LATER_RELATION_EXISTS",
        "Valitse alkamispäivä, joka ei ole ennen nykyisen tehtävän alkamista.",
        "Välj en startdag som inte är före det nuvarande uppdragets början.",
        "Choose a first day that is not before the present relation begins.",
    )
    SAME_WORKER = (
        "SAME_WORKER",
        "Valitse sijaiseksi joku muu kuin poissa oleva työntekijä.",
        "Välj någon annan än den frånvarande anställda som vikarie.",
        "Choose someone other than the absent worker as the substitute.",
    )


class HetuRule(InputRule):
    """Rules of a personal identity code (VNa 128/2010 2 §)."""

    HETU_FORM = (
        "HETU_FORM",
        "Henkilötunnus on virheellinen: anna kaikki 11 merkkiä, myös välimerkki.",
        "Personbeteckningen är felaktig: ange alla 11 tecken, också skiljetecknet.",
        "The personal identity code is wrong: enter all 11 characters, with the separator.",
    )
    HETU_CHECK_CHARACTER = (
        "HETU_CHECK_CHARACTER",
        "Henkilötunnus on virheellinen: tarkistusmerkki ei täsmää.",
        "Personbeteckningen är felaktig: kontrolltecknet stämmer inte.",
        "The personal identity code is wrong: the check character does not match.",
    )
    HETU_DATE_OR_NUMBER = (
        "HETU_DATE_OR_NUMBER",
        "Henkilötunnus on virheellinen: tarkista syntymäaika ja yksilönumero.",
        "Personbeteckningen är felaktig: kontrollera födelsetiden och individnumret.",
        "The personal identity code is wrong: check the date of birth and the individual number.",
    )
    HETU_TEMPORARY = (
        "HETU_TEMPORARY",
        "Anna henkilötunnus, joka on väestötietojärjestelmässä: tilapäinen tunnus ei käy.",
        "Ange en personbeteckning som finns i befolkningsdatasystemet: en tillfällig beteckning går inte.",
        "Enter a code that is in the Population Information System: a temporary one is not accepted.",
    )
    HETU_BIRTH_IN_FUTURE = (
        "HETU_BIRTH_IN_FUTURE",
        "Henkilötunnus on virheellinen: syntymäaika on tulevaisuudessa.",
        "Personbeteckningen är felaktig: födelsetiden ligger i framtiden.",
        "The personal identity code is wrong: the date of birth is in the future.",
    )
    HETU_UNCHANGED = (
        "HETU_UNCHANGED",
        "Asiakkaalla on jo tämä henkilötunnus: anna uusi.",
        "Klienten har redan denna personbeteckning: ange den nya.",
        "The client already has this personal identity code: enter the new one.",
    )

"""Why something has not left the house, as administrators are shown it."""

from collections.abc import Mapping

from hb.kit.language import Label
from hb.messages.rules.events import SendingFault
from hb.work.rules import OWN_FAULT

FAULT_LABELS: Mapping[SendingFault, Label] = {
    SendingFault.NO_CHANNEL: Label(
        "Mikään sääntö ei kerro, millä kanavalla viesti lähtee",
        "Ingen regel säger genom vilken kanal meddelandet skickas",
        "No rule says by which channel the message leaves",
    ),
    SendingFault.NO_CONSENT: Label(
        "Asiakas ei ole antanut suostumusta Suomi.fi-viesteihin",
        "Klienten har inte samtyckt till Suomi.fi-meddelanden",
        "The client has not consented to Suomi.fi Messages",
    ),
    SendingFault.NO_ADDRESS: Label(
        "Vastaanottajalla ei ole osoitetta tässä kanavassa",
        "Mottagaren har ingen adress i den här kanalen",
        "The recipient has no address on the channel",
    ),
    SendingFault.FOREIGN_ADDRESS: Label(
        "Postinumero ei ole suomalainen: kirjeitä ei lähetetä ulkomaille",
        "Postnumret är inte finländskt: brev skickas inte utomlands",
        "The postal code is not a Finnish one: letters are not sent abroad",
    ),
    SendingFault.UNPRINTABLE_ADDRESS: Label(
        "Vastaanottajan nimessä tai osoitteessa on merkkejä, joita ei voi tulostaa",
        "Mottagarens namn eller adress har tecken som inte kan skrivas ut",
        "The recipient's name or address has characters that cannot be printed",
    ),
    SendingFault.NO_REPRESENTATIVE: Label(
        "Lapselle ei ole kirjattu edustajaa, jolle viesti lähtisi",
        "Barnet har ingen antecknad företrädare som meddelandet kunde skickas till",
        "The child has no recorded representative whom the message could be sent to",
    ),
    SendingFault.NO_ENDPOINT: Label(
        "Palveluntuottajan järjestelmällä ei ole enää osoitetta",
        "Producentens system har inte längre någon adress",
        "The producer's system has no address any more",
    ),
    SendingFault.CHANNEL_NOT_SET_UP: Label(
        "Kanavaa ei ole otettu käyttöön",
        "Kanalen har inte tagits i bruk",
        "The channel is not set up",
    ),
    SendingFault.CHANNEL_UNAVAILABLE: Label(
        "Kanavaan ei saatu yhteyttä",
        "Kanalen kunde inte nås",
        "The channel could not be reached",
    ),
    SendingFault.NO_ANSWER_IN_TIME: Label(
        "Vastaanottajan järjestelmä ei vastannut ajoissa",
        "Mottagarens system svarade inte i tid",
        "The receiver's system did not answer in time",
    ),
    SendingFault.ANSWERED_WITH_ERROR: Label(
        "Vastaanottajan järjestelmä vastasi virheellä",
        "Mottagarens system svarade med ett fel",
        "The receiver's system answered with an error",
    ),
    SendingFault.BAD_ANSWER: Label(
        "Vastaus oli vajaa tai väärän muotoinen",
        "Svaret var avbrutet eller hade fel form",
        "The answer was cut or malformed",
    ),
    SendingFault.REFUSED_BY_RECEIVER: Label(
        "Vastaanottaja hylkäsi sen",
        "Mottagaren avvisade det",
        "The receiver refused it",
    ),
    SendingFault.NOT_PUBLIC: Label(
        "Osoite ei ole julkisessa internetissä",
        "Adressen finns inte på det offentliga internet",
        "The address is not on the public internet",
    ),
    SendingFault.REDIRECTED: Label(
        "Vastauksena oli toinen osoite, jota ei kutsuta",
        "Svaret var en annan adress, som inte anropas",
        "The answer was another address, which is not called",
    ),
    SendingFault.OWN_FAULT: OWN_FAULT,
}

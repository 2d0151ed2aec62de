"""The rules of form that producers add to those of `hb.kit.input_rules`."""

from hb.kit.input_rules import InputRule


class ProducerRule(InputRule):
    """Rules of the numbers that producers give of themselves."""

    IBAN_OUTSIDE_SEPA = (
        "IBAN_OUTSIDE_SEPA",
        "Anna yhtenäisen euromaksualueen tilinumero, esimerkiksi suomalainen (FI…).",
        "Ange ett kontonummer inom det gemensamma eurobetalningsområdet, till exempel ett finländskt (FI…).",
        "Enter an account number inside the single euro payments area, such as a Finnish one (FI…).",
    )
    OID_OF_ANOTHER = (
        "OID_OF_ANOTHER",
        "Anna oman palveluyksikkösi tunnus. Se alkaa Y-tunnuksesi mukaan: {own}.",
        "Ange beteckningen för din egen tjänsteenhet. Den börjar enligt ditt FO-nummer: {own}.",
        "Enter the OID of your own service unit. By your business id it begins with {own}.",
    )

"""The stock of names: first names by language, sex and decade of birth, family names by language."""

from hb.clients.rules import ClientLanguage
from hb.demo.chance import Chance

_FI_WOMEN = {
    1920: "Aino Helmi Aili Kerttu Elsa Anna Martta Hilkka Sylvi Lempi Irja Eila Kaisa Hilja Aune Toini",
    1930: "Anja Raili Eeva Terttu Irma Maija Ritva Seija Helvi Liisa Kirsti Aira Rauha Inkeri Tuulikki",
    1940: "Pirkko Marjatta Leena Raija Anneli Sirkka Ritva Marja Eila Hannele Tuula Seija Kaarina Maire",
    1950: "Päivi Sirpa Merja Eija Arja Marja-Leena Tarja Pirjo Riitta Maarit Ulla Kaija Aulikki Outi",
    1960: "Tiina Minna Sari Kirsi Satu Anne Mervi Heli Jaana Katja Susanna Virpi Marika Ulla Päivi",
    1970: "Johanna Mari Hanna Katja Niina Sanna Heidi Jenni Anu Kati Piia Mirva Elina Terhi Riikka",
    1980: "Laura Jenna Heidi Emilia Noora Anna Sini Henna Essi Riina Maiju Jonna Suvi Tiia Krista",
    1990: "Sara Iida Emma Roosa Jenni Julia Aino Veera Ida Oona Vilma Milla Pinja Nea Sofia",
    2000: "Aada Ella Helmi Venla Siiri Kerttu Lotta Anni Elsa Nella Iiris Saimi Vilja Enni Hilla",
}
_FI_MEN = {
    1920: "Toivo Väinö Onni Eino Arvo Urho Tauno Viljo Armas Olavi Lauri Kalle Veikko Reino Aarne",
    1930: "Pentti Erkki Heikki Raimo Esko Paavo Eero Martti Aimo Kauko Unto Ensio Pertti Allan Antero",
    1940: "Seppo Jorma Matti Kari Hannu Pekka Timo Juhani Risto Reijo Markku Tapani Osmo Ilkka Tapio",
    1950: "Juha Jukka Kari Ari Heikki Harri Pasi Esa Veijo Jouko Raimo Vesa Arto Jari Kimmo",
    1960: "Petri Marko Mika Timo Sami Janne Tero Jarmo Jyrki Tommi Juha Harri Pasi Kai Antti",
    1970: "Mikko Jussi Teemu Jani Ville Tuomas Aki Toni Kimmo Lasse Antti Jarno Marko Olli Sampo",
    1980: "Joonas Henri Antti Juho Lauri Tomi Miika Eetu Matias Riku Otto Jesse Markus Niko Samuli",
    1990: "Juuso Aleksi Niklas Valtteri Eemeli Akseli Roope Jere Santeri Joona Oskari Severi Tatu Kalle",
    2000: "Elias Onni Leevi Eino Veeti Aatu Niilo Oliver Väinö Toivo Lenni Daniel Rasmus Arttu Okko",
}
_SV_WOMEN = {
    1920: "Märta Ingrid Elsa Gunvor Greta Ebba Rut Göta Aina Svea Karin Astrid",
    1940: "Gun-Britt Ulla-Maj Gunnel Birgitta Monica Marita Solveig Kristina Inga-Lill Yvonne Barbro Siv",
    1960: "Carina Annika Susanne Monika Gunilla Ann-Sofi Camilla Marina Maria Nina Pia Benita",
    1980: "Johanna Linda Jessica Sofia Malin Heidi Jenny Emma Mikaela Sandra Ida Hanna",
    2000: "Ellen Alva Saga Wilma Freja Tindra Elvira Molly Linnea Stella Ines Cecilia",
}
_SV_MEN = {
    1920: "Gösta Runar Harald Ragnar Holger Edvin Sven Einar Bertel Torsten Ture Göran",
    1940: "Bengt Kurt Lars-Erik Ole Stig Rolf Börje Per-Erik Bo Håkan Nils Carl-Johan",
    1960: "Kjell Mats Peter Christer Tom Johan Tomas Mikael Kenneth Patrik Jan-Erik Dan",
    1980: "Andreas Fredrik Jonas Robin Sebastian Kim Oscar Daniel Marcus Simon Anton Henrik",
    2000: "William Emil Lukas Hugo Felix Albin Melker Edvin Elliot Noel Viktor Axel",
}
_FI_FAMILIES = (
    "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen "
    "Lehtinen Saarinen Salminen Heinonen Niemi Salonen Turunen Salo Laitinen Rantanen Tuominen Kinnunen "
    "Jokinen Mattila Karjalainen Savolainen Lahtinen Ahonen Väisänen Leppänen Miettinen Hiltunen "
    "Räsänen Kallio Laaksonen Ojala Manninen Lehto Pitkänen Anttila Hakala Peltonen Koivisto Toivonen "
    "Aaltonen Hirvonen Nurmi Rissanen Vainio Pesonen Kettunen Sillanpää Hakkarainen Karppinen Saari "
    "Kärkkäinen Lindroos Eskola Kivelä Moilanen Rautio Seppälä Suominen Vuorinen Åhman Ylitalo Äijälä "
    "Öhberg Tikkanen Partanen Honkanen Kemppainen Kokko Jääskeläinen Keränen Ikonen Halonen Mustonen "
    "Piirainen Nyman Huttunen Paananen Uusitalo Heiskanen Voutilainen Lampinen Pulkkinen Kauppinen "
    "Tanskanen Oksanen Nevalainen Ruuskanen Parviainen Luoma Rajala Sorsa Vesterinen"
)
_SV_FAMILIES = (
    "Johansson Karlsson Lindström Andersson Nyman Eriksson Lindholm Lindqvist Sundström Holmström "
    "Nyström Forsström Söderström Backman Björkman Sjöblom Österberg Öhman Åberg Ekström Grönroos "
    "Hellström Blomqvist Wikström Engblom Fagerström Rosenlöf Sandberg Westerlund Högström Bergström "
    "Malmberg Stenvall Fredriksson Sjöholm Gustafsson Hagman Lindroos Mattsson Selin Törnroos Wickström "
    "Ahlfors Cederberg Drugg Edman Finne Granqvist"
)

_FIRST_NAMES = {
    (ClientLanguage.FI, False): _FI_WOMEN,
    (ClientLanguage.FI, True): _FI_MEN,
    (ClientLanguage.SV, False): _SV_WOMEN,
    (ClientLanguage.SV, True): _SV_MEN,
}
_STOCK = {
    key: {decade: names.split() for decade, names in decades.items()} for key, decades in _FIRST_NAMES.items()
}
_FAMILIES = {ClientLanguage.FI: _FI_FAMILIES.split(), ClientLanguage.SV: _SV_FAMILIES.split()}


def first_name(chance: Chance, language: ClientLanguage, male: bool, birth_year: int) -> str:
    """A first name of the language that was common in the decade of birth."""
    stock = _STOCK[ClientLanguage.SV if language is ClientLanguage.SV else ClientLanguage.FI, male]
    decade = max((start for start in stock if start <= birth_year), default=min(stock))
    return chance.choice(stock[decade])


def family_name(chance: Chance, language: ClientLanguage) -> str:
    """A family name of the language."""
    return chance.choice(_FAMILIES[ClientLanguage.SV if language is ClientLanguage.SV else ClientLanguage.FI])

/** Meeting words in German; the rules for them stand in `index.ts`. */
export const german = `
Apfel Aprikose Zitrone Mandarine Kiwi Mango Avocado Olive
Himbeere Heidelbeere Rosine Walnuss Pistazie Rhabarber Artischocke Brokkoli
Kohl Knoblauch Kürbis Spinat Radieschen Fenchel Petersilie Salat
Brot Käse Milch Reis Salz Senf Suppe Omelett
Pizza Spaghetti Sandwich Ketchup Hamburger Falafel Couscous Sushi
Keks Pfannkuchen Schokolade Pudding Karamell Sirup Joghurt Marmelade
Ingwer Safran Sesam Oregano Curry Kakao Tiramisu Picknick
Tisch Stuhl Regal Teppich Lampe Laterne Knopf Schirm
Tasse Teller Schüssel Löffel Teekanne Serviette Herd Mixer
Fernseher Radio Roboter Antenne Generator Propeller Turbine Magnet
Bleistift Heft Kreide Tinte Lineal Umschlag Zeitung Album
Bibliothek Universität Wörterbuch Alphabet Gedicht Archiv Diplom Diagramm
Gemälde Skulptur Statue Denkmal Obelisk Mosaik Porzellan Fossil
Trommel Gitarre Klavier Trompete Akkordeon Harfe Klarinette Tamburin
Orchester Banjo Posaune Ukulele Konzert Sinfonie Duett Polka
Theater Zirkus Museum Kino Galerie Festival Konfetti Basar
Fahrrad Fußball Basketball Volleyball Hockey Badminton Golf Slalom
Marathon Schlitten Ballon Puzzle Domino Origami Safari Hufeisen
Brücke Burg Palast Dach Terrasse Veranda Pavillon Stadion
Bäckerei Aquarium Brunnen Garten Rasen Iglu Pyramide Dreieck
Hügel Tal Wiese Insel Wasserfall Vulkan Krater Gletscher
Kanal Delta Lagune Fjord Eisberg Ozean Kontinent Horizont
Mond Stern Wolke Wind Planet Komet Meteor Satellit
Atlas Kompass Globus Teleskop Thermometer Metronom Panorama Echo
Sonnenaufgang Herbst Dampf Koralle Perle Marmor Samt Plastik
Baum Blatt Blume Eiche Pappel Zeder Bambus Nest
Tulpe Lavendel Orchidee Schneeglöckchen Magnolie Petunie Hibiskus Kaktus
Eukalyptus Bonsai Anker Raupe Schmetterling Libelle Grille Hummer
Igel Hamster Otter Schaf Pony Alpaka Bison Tiger
Elefant Giraffe Zebra Panda Koala Känguru Mammut Dinosaurier
Schildkröte Salamander Chamäleon Krokodil Delfin Pinguin Möwe Pelikan
Schwan Papagei Flamingo Tukan Kolibri Nachtigall Strauß Kondor
`

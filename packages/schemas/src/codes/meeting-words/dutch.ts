/** Meeting words in Dutch; the rules for them stand in `index.ts`. */
export const dutch = `
appel abrikoos citroen mandarijn kiwi mango avocado olijf
framboos bosbes rozijn walnoot pistache rabarber artisjok broccoli
kool knoflook pompoen spinazie radijs venkel peterselie salade
brood kaas melk rijst zout mosterd soep omelet
pizza spaghetti sandwich ketchup hamburger falafel couscous sushi
biscuit pannenkoek chocolade pudding karamel siroop yoghurt jam
gember saffraan sesam oregano curry cacao tiramisu picknick
tafel stoel plank tapijt lamp lantaarn knoop paraplu
kopje bord kom lepel theepot servet fornuis mixer
televisie radio robot antenne generator propeller turbine magneet
potlood schrift krijt inkt liniaal envelop krant album
bibliotheek universiteit woordenboek alfabet gedicht archief diploma diagram
schilderij sculptuur standbeeld monument obelisk mozaïek porselein fossiel
trommel gitaar piano trompet accordeon harp klarinet tamboerijn
orkest banjo trombone ukelele concert symfonie duet polka
theater circus museum bioscoop galerij festival confetti bazaar
fiets voetbal basketbal volleybal hockey badminton golf slalom
marathon slee ballon puzzel domino origami safari hoefijzer
brug kasteel paleis dak terras veranda paviljoen stadion
bakkerij aquarium fontein tuin gazon iglo piramide driehoek
heuvel vallei weide eiland waterval vulkaan krater gletsjer
kanaal delta lagune fjord ijsberg oceaan continent horizon
maan ster wolk wind planeet komeet meteoor satelliet
atlas kompas globe telescoop thermometer metronoom panorama echo
zonsopgang herfst stoom koraal parel marmer fluweel plastic
boom blad bloem eik populier ceder bamboe nest
tulp lavendel orchidee sneeuwklokje magnolia petunia hibiscus cactus
eucalyptus bonsai anker rups vlinder libel krekel kreeft
egel hamster otter schaap pony alpaca bizon tijger
olifant giraf zebra panda koala kangoeroe mammoet dinosaurus
schildpad salamander kameleon krokodil dolfijn pinguïn meeuw pelikaan
zwaan papegaai flamingo toekan kolibrie nachtegaal struisvogel condor
`

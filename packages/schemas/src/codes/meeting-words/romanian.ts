/** Meeting words in Romanian; the rules for them stand in `index.ts`. */
export const romanian = `
măr caisă lămâie mandarină kiwi mango avocado măslină
zmeură afină stafidă nucă fistic rubarbă anghinare broccoli
varză usturoi dovleac spanac ridiche fenicul pătrunjel salată
pâine brânză lapte orez sare muștar supă omletă
pizza spaghete sandviș ketchup hamburger falafel cușcuș sushi
biscuit clătită ciocolată budincă caramel sirop iaurt gem
ghimbir șofran susan oregano curry cacao tiramisu picnic
masă scaun raft covor lampă felinar nasture umbrelă
ceașcă farfurie bol lingură ceainic șervețel aragaz mixer
televizor radio robot antenă generator elice turbină magnet
creion caiet cretă cerneală riglă plic ziar album
bibliotecă universitate dicționar alfabet poezie arhivă diplomă diagramă
tablou sculptură statuie monument obelisc mozaic porțelan fosilă
tobă chitară pian trompetă acordeon harpă clarinet tamburină
orchestră banjo trombon ukulele concert simfonie duet polcă
teatru circ muzeu cinema galerie festival confetti bazar
bicicletă fotbal baschet volei hochei badminton golf slalom
maraton sanie balon puzzle domino origami safari potcoavă
pod castel palat acoperiș terasă verandă pavilion stadion
brutărie acvariu fântână grădină gazon iglu piramidă triunghi
deal vale pajiște insulă cascadă vulcan crater ghețar
canal deltă lagună fiord aisberg ocean continent orizont
lună stea nor vânt planetă cometă meteor satelit
atlas busolă glob telescop termometru metronom panoramă ecou
răsărit toamnă abur coral perlă marmură catifea plastic
copac frunză floare stejar plop cedru bambus cuib
lalea lavandă orhidee ghiocel magnolie petunie hibiscus cactus
eucalipt bonsai ancoră omidă fluture libelulă greier homar
arici hamster vidră oaie ponei alpaca zimbru tigru
elefant girafă zebră panda koala cangur mamut dinozaur
țestoasă salamandră cameleon crocodil delfin pinguin pescăruș pelican
lebădă papagal flamingo tucan colibri privighetoare struț condor
`

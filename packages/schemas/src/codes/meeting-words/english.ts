/** Meeting words in English; the rules for them stand in `index.ts`. */
export const english = `
apple apricot lemon mandarin kiwi mango avocado olive
raspberry blueberry raisin walnut pistachio rhubarb artichoke broccoli
cabbage garlic pumpkin spinach radish fennel parsley salad
bread cheese milk rice salt mustard soup omelette
pizza spaghetti sandwich ketchup hamburger falafel couscous sushi
biscuit pancake chocolate pudding caramel syrup yogurt jam
ginger saffron sesame oregano curry cocoa tiramisu picnic
table chair shelf carpet lamp lantern button umbrella
cup plate bowl spoon teapot napkin stove mixer
television radio robot antenna generator propeller turbine magnet
pencil notebook chalk ink ruler envelope newspaper album
library university dictionary alphabet poem archive diploma diagram
painting sculpture statue monument obelisk mosaic porcelain fossil
drum guitar piano trumpet accordion harp clarinet tambourine
orchestra banjo trombone ukulele concert symphony duet polka
theatre circus museum cinema gallery festival confetti bazaar
bicycle football basketball volleyball hockey badminton golf slalom
marathon sledge balloon puzzle domino origami safari horseshoe
bridge castle palace roof terrace veranda pavilion stadium
bakery aquarium fountain garden lawn igloo pyramid triangle
hill valley meadow island waterfall volcano crater glacier
canal delta lagoon fjord iceberg ocean continent horizon
moon star cloud wind planet comet meteor satellite
atlas compass globe telescope thermometer metronome panorama echo
sunrise autumn steam coral pearl marble velvet plastic
tree leaf flower oak poplar cedar bamboo nest
tulip lavender orchid snowdrop magnolia petunia hibiscus cactus
eucalyptus bonsai anchor caterpillar butterfly dragonfly cricket lobster
hedgehog hamster otter sheep pony alpaca bison tiger
elephant giraffe zebra panda koala kangaroo mammoth dinosaur
turtle salamander chameleon crocodile dolphin penguin seagull pelican
swan parrot flamingo toucan hummingbird nightingale ostrich condor
`

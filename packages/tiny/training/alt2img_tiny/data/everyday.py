"""Everyday words and the drawings that people mean by them.

Emoji have names that nobody says ("automobile", "hot beverage"), and CLDR's keywords lead everyday words astray:
"apple" to pie, "cake" to fish cake, "doctor" to syringes. A word of this table is a caption of its own; beside it stand
the drawings below in these proportions, and no others.
"""

from __future__ import annotations

from .occupations import SKEWED

#: One a line: the word, and after the colon its concepts, each with its part where the parts are not equal.
_WORDS = """
apple: red apple 4, green apple
fruit: red apple, banana, grapes, strawberry, tangerine, pear
banana: banana
orange: tangerine
lemon: lemon
lime: lime
grapes: grapes
pear: pear
peach: peach
cherry: cherries
cherries: cherries
strawberry: strawberry
blueberries: blueberries
pineapple: pineapple
melon: melon 2, watermelon
watermelon: watermelon
mango: mango
kiwi: kiwi fruit
coconut: coconut
tomato: tomato
potato: potato
carrot: carrot
corn: ear of corn
pepper: bell pepper 2, hot pepper
cucumber: cucumber
broccoli: broccoli
salad: green salad
lettuce: leafy green
onion: onion
garlic: garlic
eggplant: eggplant
avocado: avocado
pumpkin: jack-o-lantern
mushroom: mushroom 3, brown mushroom
vegetable: carrot, broccoli, cucumber, tomato, ear of corn, eggplant
bread: bread
baguette: baguette bread
croissant: croissant
pretzel: pretzel
pancakes: pancakes
waffle: waffle
cheese: cheese wedge
meat: cut of meat, meat on bone
chicken leg: poultry leg
bacon: bacon
hamburger: hamburger
burger: hamburger
fries: french fries
french fries: french fries
pizza: pizza
hot dog: hot dog
sandwich: sandwich
taco: taco
burrito: burrito
egg: egg 2, cooking
fried egg: cooking
soup: pot of food, bowl with spoon, steaming bowl
noodles: steaming bowl, spaghetti
spaghetti: spaghetti
pasta: spaghetti
rice: cooked rice
sushi: sushi
popcorn: popcorn
ice cream: ice cream, soft ice cream
donut: doughnut
doughnut: doughnut
cookie: cookie
cake: birthday cake 3, shortcake 2
birthday cake: birthday cake
cupcake: cupcake
pie: pie
chocolate: chocolate bar
candy: candy 2, lollipop
lollipop: lollipop
honey: honey pot
coffee: hot beverage
cup of coffee: hot beverage
tea: teacup without handle, hot beverage, teapot
cup: hot beverage 2, teacup without handle, cup with straw
teapot: teapot
milk: glass of milk 3, baby bottle
juice: beverage box, cup with straw
wine: wine glass
glass of wine: wine glass
beer: beer mug 3, clinking beer mugs
cocktail: cocktail glass, tropical drink
bottle: bottle with popping cork 2, baby bottle
drink: cup with straw, tropical drink, wine glass, hot beverage
food: pizza, hamburger, bread, spaghetti, hot dog, sandwich
dog: dog face 3, dog 2
puppy: dog face
cat: cat face 3, cat 2
kitten: cat face
mouse: mouse face 3, mouse 2
rat: rat
hamster: hamster
rabbit: rabbit face 3, rabbit 2
bunny: rabbit face
fox: fox
wolf: wolf
bear: bear
panda: panda
koala: koala
polar bear: polar bear
lion: lion
tiger: tiger face 3, tiger 2
leopard: leopard
horse: horse 3, horse face 2
zebra: zebra
unicorn: unicorn
donkey: donkey
deer: deer
cow: cow face 3, cow 2
bull: ox
pig: pig face 3, pig 2
sheep: ewe
ram: ram
goat: goat
camel: two-hump camel, camel
llama: llama
giraffe: giraffe
elephant: elephant
mammoth: mammoth
rhino: rhinoceros
hippo: hippopotamus
monkey: monkey face 2, monkey
gorilla: gorilla
kangaroo: kangaroo
squirrel: chipmunk
hedgehog: hedgehog
bat: bat
sloth: sloth
otter: otter
raccoon: raccoon
animal: dog face, cat face, horse, lion, elephant, rabbit face
bird: bird 3, black bird
chicken: chicken 2, rooster
rooster: rooster
chick: baby chick, front-facing baby chick, hatching chick
penguin: penguin
dove: dove
eagle: eagle
duck: duck
swan: swan
owl: owl
flamingo: flamingo
peacock: peacock
parrot: parrot
turkey: turkey
goose: goose
feather: feather
frog: frog
crocodile: crocodile
turtle: turtle
lizard: lizard
snake: snake
dragon: dragon, dragon face
dinosaur: sauropod, t-rex
whale: spouting whale, whale
dolphin: dolphin
seal: seal
fish: fish 2, tropical fish
goldfish: tropical fish
shark: shark
octopus: octopus
squid: squid
shell: spiral shell
jellyfish: jellyfish
crab: crab
lobster: lobster
shrimp: shrimp
snail: snail
butterfly: butterfly
bug: bug
caterpillar: bug
ant: ant
bee: honeybee
beetle: beetle
ladybug: lady beetle
spider: spider
spider web: spider web
scorpion: scorpion
mosquito: mosquito
fly: fly
worm: worm
flower: tulip, blossom, hibiscus, sunflower
bouquet: bouquet
rose: rose
tulip: tulip
sunflower: sunflower
cherry blossom: cherry blossom
tree: deciduous tree 4, evergreen tree
pine tree: evergreen tree
palm tree: palm tree
palm: palm tree
christmas tree: christmas tree
cactus: cactus
clover: four leaf clover, shamrock
leaf: leaf fluttering in wind, fallen leaf, maple leaf
plant: potted plant 2, seedling
sun: sun 3, sun with face
moon: crescent moon 3, full moon 2
star: star 3, glowing star
stars: glowing star, sparkles
shooting star: shooting star
planet: ringed planet
earth: globe showing europe-africa, globe showing americas, globe showing asia-australia
globe: globe showing europe-africa, globe showing americas, globe showing asia-australia
world: globe showing europe-africa, globe showing americas
map: world map
comet: comet
cloud: cloud
rain: cloud with rain
rainy cloud: cloud with rain
storm: cloud with lightning and rain, cloud with lightning
lightning: high voltage, cloud with lightning
snow: snowflake 2, cloud with snow
snowflake: snowflake
snowman: snowman, snowman without snow
rainbow: rainbow
tornado: tornado
fire: fire
water: droplet 2, water wave
drop of water: droplet
wave: water wave
umbrella: umbrella 2, umbrella with rain drops
mountain: mountain 2, snow-capped mountain 2, mount fuji
volcano: volcano
beach: beach with umbrella
island: desert island
desert: desert
city: cityscape
sunset: sunset, sunrise
bridge: bridge at night
house: house 3, house with garden 2
home: house, house with garden
hut: hut
building: office building
office: office building
school: school
hospital: hospital
bank: bank
hotel: hotel
shop: convenience store
store: convenience store
factory: factory
castle: castle
church: church
mosque: mosque
temple: hindu temple, shinto shrine
tower: tokyo tower
statue of liberty: statue of liberty
fountain: fountain
tent: tent
camping: camping, tent
ferris wheel: ferris wheel
train: locomotive, train, high-speed train
metro: metro
tram: tram
bus: bus 3, oncoming bus
school bus: bus
ambulance: ambulance
fire truck: fire engine
fire engine: fire engine
police car: police car 2, oncoming police car
taxi: taxi 2, oncoming taxi
car: automobile 4, sport utility vehicle, oncoming automobile
race car: racing car
racing car: racing car
truck: delivery truck 2, articulated lorry, pickup truck
tractor: tractor
motorcycle: motorcycle
motorbike: motorcycle
scooter: motor scooter, kick scooter
bicycle: bicycle
bike: bicycle
skateboard: skateboard
wheel: wheel
traffic light: vertical traffic light 2, horizontal traffic light
stop sign: stop sign
boat: sailboat 2, speedboat, motor boat
sailboat: sailboat
ship: ship, passenger ship
anchor: anchor
airplane: airplane 3, small airplane
plane: airplane 3, small airplane
helicopter: helicopter
rocket: rocket
spaceship: rocket, flying saucer
ufo: flying saucer
satellite: satellite
parachute: parachute
luggage: luggage
suitcase: luggage
hourglass: hourglass done, hourglass not done
watch: watch
alarm clock: alarm clock
clock: mantelpiece clock, alarm clock, three o'clock, ten o'clock
calendar: calendar, tear-off calendar
soccer ball: soccer ball
soccer: soccer ball
football: soccer ball 2, american football
american football: american football
basketball: basketball
baseball: baseball
tennis ball: tennis
tennis: tennis
volleyball: volleyball
ball: soccer ball 2, basketball, tennis, volleyball
bowling: bowling
golf: flag in hole
boxing glove: boxing glove
skis: skis
sled: sled
trophy: trophy
medal: sports medal, 1st place medal
gold medal: 1st place medal
target: bullseye
yo-yo: yo-yo
kite: kite
balloon: balloon
party: party popper, confetti ball
fireworks: fireworks
gift: wrapped gift
present: wrapped gift
ribbon: ribbon
ticket: ticket, admission tickets
dice: game die
puzzle: puzzle piece
teddy bear: teddy bear
game controller: video game
video game: video game
chess: chess pawn
cards: joker, flower playing cards
crystal ball: crystal ball
magic wand: magic wand
painting: framed picture
picture: framed picture
palette: artist palette
paint palette: artist palette
mask: performing arts
glasses: glasses
sunglasses: sunglasses
tie: necktie
shirt: t-shirt
t-shirt: t-shirt
pants: jeans
jeans: jeans
scarf: scarf
gloves: gloves
coat: coat
socks: socks
dress: dress
swimsuit: one-piece swimsuit
shorts: shorts
purse: purse, handbag
bag: handbag, shopping bags, backpack
backpack: backpack
shoe: running shoe, man's shoe
shoes: running shoe, man's shoe
sneaker: running shoe
boot: hiking boot, woman's boot
boots: hiking boot, woman's boot
high heels: high-heeled shoe
crown: crown
hat: top hat, woman's hat, billed cap
cap: billed cap
top hat: top hat
helmet: rescue worker's helmet, military helmet
lipstick: lipstick
ring: ring
diamond: gem stone
bell: bell
speaker: speaker high volume
megaphone: megaphone
music: musical notes, musical note
musical note: musical note
microphone: microphone, studio microphone
headphones: headphone
radio: radio
guitar: guitar
piano: musical keyboard
violin: violin
trumpet: trumpet
saxophone: saxophone
drum: drum
flute: flute
harp: harp
phone: mobile phone 3, telephone
smartphone: mobile phone
mobile phone: mobile phone
telephone: telephone
battery: battery
plug: electric plug
computer: laptop, desktop computer
laptop: laptop
printer: printer
keyboard: keyboard
computer mouse: computer mouse
floppy disk: floppy disk
tv: television
television: television
camera: camera, camera with flash
video camera: video camera
movie: clapper board, film projector
magnifying glass: magnifying glass tilted left, magnifying glass tilted right
candle: candle
light bulb: light bulb
lamp: light bulb, red paper lantern, diya lamp
lantern: red paper lantern
flashlight: flashlight
book: closed book 2, open book, blue book, green book, orange book
books: books
notebook: notebook, notebook with decorative cover
newspaper: newspaper
scroll: scroll
paper: page facing up
money: money bag, dollar banknote
coin: coin
coins: coin
credit card: credit card
treasure: treasure chest
letter: envelope
envelope: envelope
email: e-mail
mail: envelope, incoming envelope
mailbox: closed mailbox with raised flag, postbox
box: package
package: package
pencil: pencil
pen: pen, fountain pen
brush: paintbrush
paintbrush: paintbrush
crayon: crayon
briefcase: briefcase
folder: file folder
paper clip: paperclip
ruler: straight ruler, triangular ruler
scissors: scissors
trash can: wastebasket
lock: locked 2, unlocked
key: key 3, old key
hammer: hammer
axe: axe
tool: hammer, wrench, screwdriver, axe
tools: hammer and wrench, toolbox
saw: carpentry saw
wrench: wrench
screwdriver: screwdriver
screw: nut and bolt
gear: gear
sword: crossed swords, dagger
knife: kitchen knife 3, dagger
bomb: bomb
bow: bow and arrow
shield: shield
magnet: magnet
ladder: ladder
shovel: shovel
scale: balance scale
chain: chains, link
test tube: test tube
microscope: microscope
telescope: telescope
syringe: syringe
pill: pill
bandage: adhesive bandage
stethoscope: stethoscope
door: door
mirror: mirror
window: window
bed: bed
sofa: couch and lamp
couch: couch and lamp
chair: chair
toilet: toilet
shower: shower
bathtub: bathtub
broom: broom
basket: basket
bucket: bucket
soap: soap
toothbrush: toothbrush
shopping cart: shopping cart
fork: fork and knife
spoon: spoon
plate: fork and knife with plate
jar: jar
vase: amphora
heart: red heart 4, pink heart
love: red heart 2, smiling face with heart-eyes, two hearts
broken heart: broken heart
skull: skull
ghost: ghost
alien: alien
robot: robot
clown: clown face
poop: pile of poo
pumpkin face: jack-o-lantern
santa: santa claus
smile: slightly smiling face, smiling face with smiling eyes, grinning face
smiley: slightly smiling face, grinning face, smiling face
smiley face: slightly smiling face, grinning face, smiling face
smiling face: smiling face, smiling face with smiling eyes, slightly smiling face
happy face: grinning face, grinning face with smiling eyes, smiling face with smiling eyes
happy: grinning face, grinning face with smiling eyes, smiling face with smiling eyes
face: slightly smiling face, neutral face, grinning face
sad face: crying face, frowning face, slightly frowning face
sad: crying face, frowning face, loudly crying face
crying: loudly crying face, crying face
angry face: angry face, enraged face
angry: angry face, enraged face
laughing: face with tears of joy, grinning squinting face, rolling on the floor laughing
laughing face: face with tears of joy, grinning squinting face
surprised: astonished face, face with open mouth
surprised face: astonished face, face with open mouth
scared: fearful face, face screaming in fear
sleeping: sleeping face
sick: face with thermometer, nauseated face, face with medical mask
cool: smiling face with sunglasses
thinking: thinking face
wink: winking face
kiss: face blowing a kiss, kiss mark
devil: smiling face with horns
angel: smiling face with halo, baby angel
eye: eye
eyes: eyes
ear: ear
nose: nose
mouth: mouth
tongue: tongue
tooth: tooth
brain: brain
bone: bone
foot: foot
leg: leg
muscle: flexed biceps
hand: raised hand, hand with fingers splayed, waving hand
hands: raising hands, open hands, folded hands
fist: raised fist, oncoming fist
thumbs up: thumbs up
ok: ok hand
clapping: clapping hands
handshake: handshake
peace: victory hand, peace symbol
baby: baby
child: child
boy: boy
girl: girl
man: man
woman: woman
person: person, man, woman
people: busts in silhouette, people holding hands, family
old man: old man
old woman: old woman
grandmother: old woman
grandfather: old man
couple: couple with heart, woman and man holding hands
family: family, family of man, woman and boy
king: prince, person with crown
queen: princess
prince: prince
princess: princess
wizard: man mage, mage
witch: woman mage
fairy: woman fairy, fairy
mermaid: mermaid
vampire: man vampire, vampire
zombie: zombie, man zombie
superhero: superhero, man superhero, woman superhero
bride: woman with veil, person with veil
runner: person running, man running, woman running
running: person running, man running, woman running
dancer: woman dancing, man dancing
dancing: woman dancing, man dancing
swimmer: person swimming, man swimming, woman swimming
skier: skier
cyclist: person biking, man biking, woman biking
surfer: person surfing, man surfing, woman surfing
flag: flag of france, flag of japan, flag of germany, flag of italy
arrow: right arrow, up arrow, left arrow, down arrow
check mark: check mark, check mark button
cross: cross mark, latin cross
question mark: red question mark
exclamation mark: red exclamation mark
recycling: recycling symbol
warning sign: warning
no entry: no entry
ninja: ninja
circle: red circle, blue circle, green circle, yellow circle
square: red square, blue square, green square, yellow square
triangle: red triangle pointed up
"""

#: Occupations whose captions have no shares of their own: people of both genders and those drawn without one.
_OTHER_OCCUPATIONS = ("astronaut", "factory worker", "judge", "scientist", "student", "teacher")

#: What occupations are called in addition to their CLDR name.
ALIASES: dict[str, tuple[str, ...]] = {
    "artist": ("painter",),
    "astronaut": ("spaceman",),
    "construction worker": ("builder",),
    "cook": ("chef",),
    "detective": ("spy", "investigator"),
    "farmer": ("gardener",),
    "guard": ("royal guard",),
    "health worker": ("doctor", "nurse"),
    "judge": ("lawyer",),
    "mechanic": ("plumber", "electrician"),
    "office worker": ("manager", "business person"),
    "police officer": ("police", "cop"),
    "scientist": ("chemist", "biologist"),
    "singer": ("rock star", "musician"),
    "student": ("graduate",),
    "teacher": ("professor",),
    "technologist": ("programmer", "software developer"),
    "factory worker": ("welder",),
}
#: Captions that ask for a person with an occupation whose shares are chosen, and that occupation.
OCCUPATION_WORDS: dict[str, str] = {
    word: occupation for occupation in SKEWED for word in (occupation, *ALIASES.get(occupation, ()))
}


def _table() -> dict[str, dict[str, float]]:
    words: dict[str, dict[str, float]] = {}
    for line in _WORDS.strip().splitlines():
        word, _, listed = line.partition(": ")
        words[word] = _parts(listed)
    for occupation in _OTHER_OCCUPATIONS:
        people = [occupation, f"woman {occupation}", f"man {occupation}"]
        for word in (occupation, *ALIASES.get(occupation, ())):
            words[word] = dict.fromkeys(people, 1 / 3)
    return words


def _parts(listed: str) -> dict[str, float]:
    parts: dict[str, float] = {}
    for each in listed.replace("family of man, woman", "family of man; woman").split(", "):
        name, _, part = each.replace(";", ",").rpartition(" ")
        if part.isdigit():
            parts[name] = float(part)
        else:
            parts[each.replace(";", ",")] = 1.0
    whole = sum(parts.values())
    return {name: part / whole for name, part in parts.items()}


#: Word → concept → its share in [0, 1] of what the word shows.
EVERYDAY: dict[str, dict[str, float]] = _table()

#: Every word whose drawings are chosen here: as a keyword it is never a caption by itself.
CHOSEN_WORDS = frozenset(EVERYDAY) | frozenset(OCCUPATION_WORDS)

#: Concepts that everyday words lead to: never held out of the training.
EVERYDAY_CONCEPTS = frozenset(concept for shares in EVERYDAY.values() for concept in shares)

/** What the US Bureau of Labor Statistics counts for an occupation. */
export type LabourStatistic = {
  /** As the bureau names it; often a wider group. */
  readonly occupation: string;
  readonly employedThousands: number;
  /** Of those employed, from 0 to 100. */
  readonly percentWomen: number;
};

/** An occupation of the Stable Bias study. */
export type Occupation = {
  /** As in prompts. */
  readonly name: string;
  /** As in the published data set. */
  readonly slug: string;
  /** Of 2022; left out where no occupation of the bureau's table is the same. */
  readonly labour?: LabourStatistic;
};

/**
 * The occupations of the Stable Bias study and its Diffusion Bias Explorer, with the share of women among those who were employed in them in
 * the USA in 2022, where it is known.
 *
 * The paper speaks of 146 occupations; the published images have these 150 names. The bureau knows four pairs of them as one occupation
 * each (author and writer, correctional officer and jailer, host and hostess, waiter and waitress), which leaves 146; the paper doesn't
 * say so.
 *
 * Two of them are words for women (hostess, waitress), and the bureau's figure is for both sexes: its share says nothing of what the
 * word asks for. The bureau counts women and men only.
 *
 * @see Luccioni et al. 2023, https://arxiv.org/abs/2303.11408, and its data set, https://huggingface.co/datasets/stable-bias/professions
 * @see US Bureau of Labor Statistics, Current Population Survey, table 11 of 2022, https://www.bls.gov/cps/aa2022/cpsaat11.htm; a figure
 *   there stands for 50,000 employed people or more
 */
export const stableBiasOccupations: readonly Occupation[] = [
  {
    name: "accountant",
    slug: "accountant",
    labour: { occupation: "Accountants and auditors", employedThousands: 1652, percentWomen: 58.8 },
  },
  {
    name: "aerospace engineer",
    slug: "aerospace_engineer",
    labour: { occupation: "Aerospace engineers", employedThousands: 173, percentWomen: 17.4 },
  },
  { name: "aide", slug: "aide" },
  {
    name: "air conditioning installer",
    slug: "air_conditioning_installer",
    labour: {
      occupation: "Heating, air conditioning, and refrigeration mechanics and installers",
      employedThousands: 472,
      percentWomen: 2.3,
    },
  },
  {
    name: "architect",
    slug: "architect",
    labour: { occupation: "Architects, except landscape and naval", employedThousands: 182, percentWomen: 29.8 },
  },
  {
    name: "artist",
    slug: "artist",
    labour: { occupation: "Artists and related workers", employedThousands: 324, percentWomen: 49.2 },
  },
  {
    name: "author",
    slug: "author",
    labour: { occupation: "Writers and authors", employedThousands: 277, percentWomen: 57.3 },
  },
  { name: "baker", slug: "baker", labour: { occupation: "Bakers", employedThousands: 230, percentWomen: 63.6 } },
  {
    name: "bartender",
    slug: "bartender",
    labour: { occupation: "Bartenders", employedThousands: 457, percentWomen: 59 },
  },
  { name: "bus driver", slug: "bus_driver" },
  {
    name: "butcher",
    slug: "butcher",
    labour: {
      occupation: "Butchers and other meat, poultry, and fish processing workers",
      employedThousands: 252,
      percentWomen: 25.4,
    },
  },
  {
    name: "career counselor",
    slug: "career_counselor",
    labour: {
      occupation: "Educational, guidance, and career counselors and advisors",
      employedThousands: 408,
      percentWomen: 75.3,
    },
  },
  {
    name: "carpenter",
    slug: "carpenter",
    labour: { occupation: "Carpenters", employedThousands: 1282, percentWomen: 3.5 },
  },
  {
    name: "carpet installer",
    slug: "carpet_installer",
    labour: {
      occupation: "Carpet, floor, and tile installers and finishers",
      employedThousands: 147,
      percentWomen: 7.5,
    },
  },
  { name: "cashier", slug: "cashier", labour: { occupation: "Cashiers", employedThousands: 2712, percentWomen: 71.8 } },
  { name: "CEO", slug: "CEO", labour: { occupation: "Chief executives", employedThousands: 1780, percentWomen: 29.2 } },
  {
    name: "childcare worker",
    slug: "childcare_worker",
    labour: { occupation: "Childcare workers", employedThousands: 1007, percentWomen: 94.3 },
  },
  {
    name: "civil engineer",
    slug: "civil_engineer",
    labour: { occupation: "Civil engineers", employedThousands: 482, percentWomen: 17.1 },
  },
  {
    name: "claims appraiser",
    slug: "claims_appraiser",
    labour: {
      occupation: "Claims adjusters, appraisers, examiners, and investigators",
      employedThousands: 365,
      percentWomen: 56.8,
    },
  },
  { name: "cleaner", slug: "cleaner" },
  { name: "clergy", slug: "clergy", labour: { occupation: "Clergy", employedThousands: 434, percentWomen: 18.9 } },
  { name: "clerk", slug: "clerk" },
  {
    name: "coach",
    slug: "coach",
    labour: { occupation: "Coaches and scouts", employedThousands: 297, percentWomen: 46.7 },
  },
  { name: "community manager", slug: "community_manager" },
  {
    name: "compliance officer",
    slug: "compliance_officer",
    labour: { occupation: "Compliance officers", employedThousands: 294, percentWomen: 56.8 },
  },
  {
    name: "computer programmer",
    slug: "computer_programmer",
    labour: { occupation: "Computer programmers", employedThousands: 457, percentWomen: 22.1 },
  },
  {
    name: "computer support specialist",
    slug: "computer_support_specialist",
    labour: { occupation: "Computer support specialists", employedThousands: 704, percentWomen: 25.8 },
  },
  {
    name: "computer systems analyst",
    slug: "computer_systems_analyst",
    labour: { occupation: "Computer systems analysts", employedThousands: 501, percentWomen: 38.7 },
  },
  {
    name: "construction worker",
    slug: "construction_worker",
    labour: { occupation: "Construction laborers", employedThousands: 2227, percentWomen: 4.9 },
  },
  { name: "cook", slug: "cook", labour: { occupation: "Cooks", employedThousands: 2012, percentWomen: 38.4 } },
  {
    name: "correctional officer",
    slug: "correctional_officer",
    labour: { occupation: "Correctional officers and jailers", employedThousands: 285, percentWomen: 29.9 },
  },
  {
    name: "courier",
    slug: "courier",
    labour: { occupation: "Couriers and messengers", employedThousands: 936, percentWomen: 26.5 },
  },
  {
    name: "credit counselor",
    slug: "credit_counselor",
    labour: { occupation: "Credit counselors and loan officers", employedThousands: 391, percentWomen: 54.8 },
  },
  {
    name: "customer service representative",
    slug: "customer_service_representative",
    labour: { occupation: "Customer service representatives", employedThousands: 2714, percentWomen: 64.8 },
  },
  {
    name: "data entry keyer",
    slug: "data_entry_keyer",
    labour: { occupation: "Data entry keyers", employedThousands: 237, percentWomen: 69.8 },
  },
  {
    name: "dental assistant",
    slug: "dental_assistant",
    labour: { occupation: "Dental assistants", employedThousands: 327, percentWomen: 94.1 },
  },
  {
    name: "dental hygienist",
    slug: "dental_hygienist",
    labour: { occupation: "Dental hygienists", employedThousands: 217, percentWomen: 96.3 },
  },
  { name: "dentist", slug: "dentist", labour: { occupation: "Dentists", employedThousands: 140, percentWomen: 36.6 } },
  { name: "designer", slug: "designer" },
  {
    name: "detective",
    slug: "detective",
    labour: { occupation: "Detectives and criminal investigators", employedThousands: 142, percentWomen: 27.6 },
  },
  { name: "director", slug: "director" },
  {
    name: "dishwasher",
    slug: "dishwasher",
    labour: { occupation: "Dishwashers", employedThousands: 235, percentWomen: 20.2 },
  },
  { name: "dispatcher", slug: "dispatcher" },
  { name: "doctor", slug: "doctor" },
  {
    name: "drywall installer",
    slug: "drywall_installer",
    labour: {
      occupation: "Drywall installers, ceiling tile installers, and tapers",
      employedThousands: 161,
      percentWomen: 2.8,
    },
  },
  {
    name: "electrical engineer",
    slug: "electrical_engineer",
    labour: { occupation: "Electrical and electronics engineers", employedThousands: 296, percentWomen: 8.1 },
  },
  {
    name: "electrician",
    slug: "electrician",
    labour: { occupation: "Electricians", employedThousands: 918, percentWomen: 2.2 },
  },
  { name: "engineer", slug: "engineer" },
  {
    name: "event planner",
    slug: "event_planner",
    labour: { occupation: "Meeting, convention, and event planners", employedThousands: 159, percentWomen: 74.5 },
  },
  {
    name: "executive assistant",
    slug: "executive_assistant",
    labour: {
      occupation: "Executive secretaries and executive administrative assistants",
      employedThousands: 244,
      percentWomen: 94.8,
    },
  },
  {
    name: "facilities manager",
    slug: "facilities_manager",
    labour: { occupation: "Facilities managers", employedThousands: 129, percentWomen: 19.3 },
  },
  {
    name: "farmer",
    slug: "farmer",
    labour: {
      occupation: "Farmers, ranchers, and other agricultural managers",
      employedThousands: 946,
      percentWomen: 23.9,
    },
  },
  {
    name: "fast food worker",
    slug: "fast_food_worker",
    labour: { occupation: "Fast food and counter workers", employedThousands: 784, percentWomen: 64.2 },
  },
  {
    name: "file clerk",
    slug: "file_clerk",
    labour: { occupation: "File Clerks", employedThousands: 127, percentWomen: 78.6 },
  },
  {
    name: "financial advisor",
    slug: "financial_advisor",
    labour: { occupation: "Personal financial advisors", employedThousands: 543, percentWomen: 35.1 },
  },
  {
    name: "financial analyst",
    slug: "financial_analyst",
    labour: { occupation: "Financial and investment analysts", employedThousands: 387, percentWomen: 40.2 },
  },
  {
    name: "financial manager",
    slug: "financial_manager",
    labour: { occupation: "Financial managers", employedThousands: 1380, percentWomen: 55.7 },
  },
  {
    name: "firefighter",
    slug: "firefighter",
    labour: { occupation: "Firefighters", employedThousands: 307, percentWomen: 6.2 },
  },
  {
    name: "fitness instructor",
    slug: "fitness_instructor",
    labour: {
      occupation: "Exercise trainers and group fitness instructors",
      employedThousands: 234,
      percentWomen: 62.9,
    },
  },
  {
    name: "graphic designer",
    slug: "graphic_designer",
    labour: { occupation: "Graphic designers", employedThousands: 328, percentWomen: 53.7 },
  },
  {
    name: "groundskeeper",
    slug: "groundskeeper",
    labour: { occupation: "Landscaping and groundskeeping workers", employedThousands: 1213, percentWomen: 7.2 },
  },
  {
    name: "hairdresser",
    slug: "hairdresser",
    labour: {
      occupation: "Hairdressers, hairstylists, and cosmetologists",
      employedThousands: 720,
      percentWomen: 93.1,
    },
  },
  {
    name: "head cook",
    slug: "head_cook",
    labour: { occupation: "Chefs and head cooks", employedThousands: 465, percentWomen: 26.9 },
  },
  { name: "health technician", slug: "health_technician" },
  {
    name: "host",
    slug: "host",
    labour: {
      occupation: "Hosts and hostesses, restaurant, lounge, and coffee shop",
      employedThousands: 293,
      percentWomen: 84,
    },
  },
  {
    name: "hostess",
    slug: "hostess",
    labour: {
      occupation: "Hosts and hostesses, restaurant, lounge, and coffee shop",
      employedThousands: 293,
      percentWomen: 84,
    },
  },
  {
    name: "industrial engineer",
    slug: "industrial_engineer",
    labour: {
      occupation: "Industrial engineers, including health and safety",
      employedThousands: 221,
      percentWomen: 25,
    },
  },
  {
    name: "insurance agent",
    slug: "insurance_agent",
    labour: { occupation: "Insurance sales agents", employedThousands: 614, percentWomen: 49.2 },
  },
  {
    name: "interior designer",
    slug: "interior_designer",
    labour: { occupation: "Interior designers", employedThousands: 125, percentWomen: 88.5 },
  },
  {
    name: "interviewer",
    slug: "interviewer",
    labour: { occupation: "Interviewers, except eligibility and loan", employedThousands: 171, percentWomen: 78 },
  },
  {
    name: "inventory clerk",
    slug: "inventory_clerk",
    labour: { occupation: "Shipping, receiving, and inventory clerks", employedThousands: 645, percentWomen: 37.1 },
  },
  { name: "IT specialist", slug: "it_specialist" },
  {
    name: "jailer",
    slug: "jailer",
    labour: { occupation: "Correctional officers and jailers", employedThousands: 285, percentWomen: 29.9 },
  },
  {
    name: "janitor",
    slug: "janitor",
    labour: { occupation: "Janitors and building cleaners", employedThousands: 2183, percentWomen: 40.2 },
  },
  {
    name: "laboratory technician",
    slug: "laboratory_technician",
    labour: {
      occupation: "Clinical laboratory technologists and technicians",
      employedThousands: 333,
      percentWomen: 75.2,
    },
  },
  {
    name: "language pathologist",
    slug: "language_pathologist",
    labour: { occupation: "Speech-language pathologists", employedThousands: 171, percentWomen: 97.6 },
  },
  { name: "lawyer", slug: "lawyer", labour: { occupation: "Lawyers", employedThousands: 1141, percentWomen: 38.5 } },
  {
    name: "librarian",
    slug: "librarian",
    labour: { occupation: "Librarians and media collections specialists", employedThousands: 168, percentWomen: 82.2 },
  },
  {
    name: "logistician",
    slug: "logistician",
    labour: { occupation: "Logisticians", employedThousands: 169, percentWomen: 43.7 },
  },
  { name: "machinery mechanic", slug: "machinery_mechanic" },
  {
    name: "machinist",
    slug: "machinist",
    labour: { occupation: "Machinists", employedThousands: 313, percentWomen: 6.8 },
  },
  {
    name: "maid",
    slug: "maid",
    labour: { occupation: "Maids and housekeeping cleaners", employedThousands: 1364, percentWomen: 88.1 },
  },
  { name: "manager", slug: "manager" },
  {
    name: "manicurist",
    slug: "manicurist",
    labour: { occupation: "Manicurists and pedicurists", employedThousands: 295, percentWomen: 85.1 },
  },
  {
    name: "market research analyst",
    slug: "market_research_analyst",
    labour: {
      occupation: "Market research analysts and marketing specialists",
      employedThousands: 455,
      percentWomen: 57.9,
    },
  },
  {
    name: "marketing manager",
    slug: "marketing_manager",
    labour: { occupation: "Marketing managers", employedThousands: 656, percentWomen: 58.9 },
  },
  {
    name: "massage therapist",
    slug: "massage_therapist",
    labour: { occupation: "Massage therapists", employedThousands: 149, percentWomen: 80.4 },
  },
  { name: "mechanic", slug: "mechanic" },
  {
    name: "mechanical engineer",
    slug: "mechanical_engineer",
    labour: { occupation: "Mechanical engineers", employedThousands: 403, percentWomen: 8.5 },
  },
  {
    name: "medical records specialist",
    slug: "medical_records_specialist",
    labour: { occupation: "Medical records specialists", employedThousands: 193, percentWomen: 88.2 },
  },
  {
    name: "mental health counselor",
    slug: "mental_health_counselor",
    labour: { occupation: "Mental health counselors", employedThousands: 195, percentWomen: 74.9 },
  },
  { name: "metal worker", slug: "metal_worker" },
  {
    name: "mover",
    slug: "mover",
    labour: {
      occupation: "Laborers and freight, stock, and material movers, hand",
      employedThousands: 2244,
      percentWomen: 22.4,
    },
  },
  {
    name: "musician",
    slug: "musician",
    labour: { occupation: "Musicians and singers", employedThousands: 165, percentWomen: 25.7 },
  },
  {
    name: "network administrator",
    slug: "network_administrator",
    labour: { occupation: "Network and computer systems administrators", employedThousands: 217, percentWomen: 19.8 },
  },
  {
    name: "nurse",
    slug: "nurse",
    labour: { occupation: "Registered nurses", employedThousands: 3363, percentWomen: 87.9 },
  },
  {
    name: "nursing assistant",
    slug: "nursing_assistant",
    labour: { occupation: "Nursing assistants", employedThousands: 1236, percentWomen: 90 },
  },
  {
    name: "nutritionist",
    slug: "nutritionist",
    labour: { occupation: "Dietitians and nutritionists", employedThousands: 141, percentWomen: 88 },
  },
  {
    name: "occupational therapist",
    slug: "occupational_therapist",
    labour: { occupation: "Occupational therapists", employedThousands: 149, percentWomen: 85.9 },
  },
  {
    name: "office clerk",
    slug: "office_clerk",
    labour: { occupation: "Office clerks, general", employedThousands: 1256, percentWomen: 84.3 },
  },
  { name: "office worker", slug: "office_worker" },
  { name: "painter", slug: "painter" },
  {
    name: "paralegal",
    slug: "paralegal",
    labour: { occupation: "Paralegals and legal assistants", employedThousands: 445, percentWomen: 83.2 },
  },
  {
    name: "payroll clerk",
    slug: "payroll_clerk",
    labour: { occupation: "Payroll and timekeeping clerks", employedThousands: 126, percentWomen: 92.4 },
  },
  {
    name: "pharmacist",
    slug: "pharmacist",
    labour: { occupation: "Pharmacists", employedThousands: 375, percentWomen: 59.6 },
  },
  {
    name: "pharmacy technician",
    slug: "pharmacy_technician",
    labour: { occupation: "Pharmacy technicians", employedThousands: 355, percentWomen: 82.4 },
  },
  {
    name: "photographer",
    slug: "photographer",
    labour: { occupation: "Photographers", employedThousands: 210, percentWomen: 47.8 },
  },
  {
    name: "physical therapist",
    slug: "physical_therapist",
    labour: { occupation: "Physical therapists", employedThousands: 274, percentWomen: 70.2 },
  },
  {
    name: "pilot",
    slug: "pilot",
    labour: { occupation: "Aircraft pilots and flight engineers", employedThousands: 187, percentWomen: 9.2 },
  },
  {
    name: "plane mechanic",
    slug: "plane_mechanic",
    labour: { occupation: "Aircraft mechanics and service technicians", employedThousands: 149, percentWomen: 4.6 },
  },
  {
    name: "plumber",
    slug: "plumber",
    labour: { occupation: "Plumbers, pipefitters, and steamfitters", employedThousands: 610, percentWomen: 1.1 },
  },
  {
    name: "police officer",
    slug: "police_officer",
    labour: { occupation: "Police officers", employedThousands: 746, percentWomen: 12.7 },
  },
  { name: "postal worker", slug: "postal_worker" },
  {
    name: "printing press operator",
    slug: "printing_press_operator",
    labour: { occupation: "Printing press operators", employedThousands: 151, percentWomen: 29 },
  },
  {
    name: "producer",
    slug: "producer",
    labour: { occupation: "Producers and directors", employedThousands: 185, percentWomen: 44.2 },
  },
  { name: "psychologist", slug: "psychologist" },
  {
    name: "public relations specialist",
    slug: "public_relations_specialist",
    labour: { occupation: "Public relations specialists", employedThousands: 120, percentWomen: 67 },
  },
  {
    name: "purchasing agent",
    slug: "purchasing_agent",
    labour: {
      occupation: "Purchasing agents, except wholesale, retail, and farm products",
      employedThousands: 266,
      percentWomen: 55.7,
    },
  },
  {
    name: "radiologic technician",
    slug: "radiologic_technician",
    labour: { occupation: "Radiologic technologists and technicians", employedThousands: 223, percentWomen: 71.4 },
  },
  {
    name: "real estate broker",
    slug: "real_estate_broker",
    labour: { occupation: "Real estate brokers and sales agents", employedThousands: 1182, percentWomen: 56.9 },
  },
  {
    name: "receptionist",
    slug: "receptionist",
    labour: { occupation: "Receptionists and information clerks", employedThousands: 1171, percentWomen: 90.3 },
  },
  { name: "repair worker", slug: "repair_worker" },
  { name: "roofer", slug: "roofer", labour: { occupation: "Roofers", employedThousands: 208, percentWomen: 5 } },
  {
    name: "sales manager",
    slug: "sales_manager",
    labour: { occupation: "Sales managers", employedThousands: 566, percentWomen: 34.2 },
  },
  { name: "salesperson", slug: "salesperson" },
  {
    name: "school bus driver",
    slug: "school_bus_driver",
    labour: { occupation: "Bus drivers, school", employedThousands: 250, percentWomen: 52 },
  },
  { name: "scientist", slug: "scientist" },
  {
    name: "security guard",
    slug: "security_guard",
    labour: {
      occupation: "Security guards and gambling surveillance officers",
      employedThousands: 835,
      percentWomen: 24.3,
    },
  },
  {
    name: "sheet metal worker",
    slug: "sheet_metal_worker",
    labour: { occupation: "Sheet metal workers", employedThousands: 131, percentWomen: 5.1 },
  },
  { name: "singer", slug: "singer" },
  {
    name: "social assistant",
    slug: "social_assistant",
    labour: { occupation: "Social and human service assistants", employedThousands: 228, percentWomen: 79.2 },
  },
  { name: "social worker", slug: "social_worker" },
  {
    name: "software developer",
    slug: "software_developer",
    labour: { occupation: "Software developers", employedThousands: 2085, percentWomen: 21.5 },
  },
  {
    name: "stocker",
    slug: "stocker",
    labour: { occupation: "Stockers and order fillers", employedThousands: 1722, percentWomen: 37.5 },
  },
  { name: "supervisor", slug: "supervisor" },
  {
    name: "taxi driver",
    slug: "taxi_driver",
    labour: { occupation: "Taxi drivers", employedThousands: 455, percentWomen: 13 },
  },
  { name: "teacher", slug: "teacher" },
  {
    name: "teaching assistant",
    slug: "teaching_assistant",
    labour: { occupation: "Teaching assistants", employedThousands: 1380, percentWomen: 81.3 },
  },
  { name: "teller", slug: "teller", labour: { occupation: "Tellers", employedThousands: 218, percentWomen: 83.1 } },
  { name: "therapist", slug: "therapist" },
  {
    name: "tractor operator",
    slug: "tractor_operator",
    labour: { occupation: "Industrial truck and tractor operators", employedThousands: 636, percentWomen: 10.5 },
  },
  {
    name: "truck driver",
    slug: "truck_driver",
    labour: { occupation: "Driver/sales workers and truck drivers", employedThousands: 3539, percentWomen: 8.1 },
  },
  { name: "tutor", slug: "tutor", labour: { occupation: "Tutors", employedThousands: 168, percentWomen: 69 } },
  {
    name: "underwriter",
    slug: "underwriter",
    labour: { occupation: "Insurance underwriters", employedThousands: 105, percentWomen: 65.6 },
  },
  {
    name: "veterinarian",
    slug: "veterinarian",
    labour: { occupation: "Veterinarians", employedThousands: 83, percentWomen: 69.8 },
  },
  {
    name: "waiter",
    slug: "waiter",
    labour: { occupation: "Waiters and waitresses", employedThousands: 1762, percentWomen: 68.2 },
  },
  {
    name: "waitress",
    slug: "waitress",
    labour: { occupation: "Waiters and waitresses", employedThousands: 1762, percentWomen: 68.2 },
  },
  {
    name: "welder",
    slug: "welder",
    labour: { occupation: "Welding, soldering, and brazing workers", employedThousands: 550, percentWomen: 5.1 },
  },
  {
    name: "wholesale buyer",
    slug: "wholesale_buyer",
    labour: {
      occupation: "Wholesale and retail buyers, except farm products",
      employedThousands: 179,
      percentWomen: 55.2,
    },
  },
  {
    name: "writer",
    slug: "writer",
    labour: { occupation: "Writers and authors", employedThousands: 277, percentWomen: 57.3 },
  },
];

/** An occupation of the Winogender schemas, and two measures of how many women have it. */
export type WinogenderOccupation = {
  readonly name: string;
  /** The share of women among those employed, from 0 to 100: US Bureau of Labor Statistics, of `year`. */
  readonly percentWomen: number;
  readonly year: number;
  /** The share of female mentions in text, from 0 to 100: Bergsma and Lin 2006. */
  readonly percentFemaleInText: number;
};

/**
 * The occupations of the Winogender schemas, with the share of women in them and in what is written of them.
 *
 * @see Rudinger et al. 2018, https://aclanthology.org/N18-2002, and https://github.com/rudinger/winogender-schemas (MIT)
 * @see Bergsma and Lin 2006, https://aclanthology.org/P06-1005
 */
export const winogenderOccupations: readonly WinogenderOccupation[] = [
  { name: "technician", percentWomen: 40.34, year: 2015, percentFemaleInText: 9.42 },
  { name: "accountant", percentWomen: 59.7, year: 2015, percentFemaleInText: 9.26 },
  { name: "supervisor", percentWomen: 38.64, year: 2015, percentFemaleInText: 36.02 },
  { name: "engineer", percentWomen: 10.72, year: 2015, percentFemaleInText: 1.99 },
  { name: "worker", percentWomen: 37.92, year: 2016, percentFemaleInText: 13.43 },
  { name: "educator", percentWomen: 70.8, year: 2015, percentFemaleInText: 42.32 },
  { name: "clerk", percentWomen: 69.53, year: 2015, percentFemaleInText: 56 },
  { name: "counselor", percentWomen: 66.48, year: 2015, percentFemaleInText: 46.45 },
  { name: "inspector", percentWomen: 6.4, year: 2016, percentFemaleInText: 2.35 },
  { name: "mechanic", percentWomen: 1.8, year: 2015, percentFemaleInText: 0.89 },
  { name: "manager", percentWomen: 38.51, year: 2015, percentFemaleInText: 5.18 },
  { name: "therapist", percentWomen: 76.7, year: 2015, percentFemaleInText: 61.86 },
  { name: "administrator", percentWomen: 54.86, year: 2015, percentFemaleInText: 10.9 },
  { name: "salesperson", percentWomen: 48.08, year: 2015, percentFemaleInText: 35.79 },
  { name: "receptionist", percentWomen: 90.6, year: 2015, percentFemaleInText: 67.22 },
  { name: "librarian", percentWomen: 83, year: 2015, percentFemaleInText: 85.58 },
  { name: "advisor", percentWomen: 37.9, year: 2015, percentFemaleInText: 13.37 },
  { name: "pharmacist", percentWomen: 57, year: 2015, percentFemaleInText: 11.53 },
  { name: "janitor", percentWomen: 34.3, year: 2015, percentFemaleInText: 4.2 },
  { name: "psychologist", percentWomen: 70.3, year: 2015, percentFemaleInText: 33.15 },
  { name: "physician", percentWomen: 37.9, year: 2015, percentFemaleInText: 8.41 },
  { name: "carpenter", percentWomen: 2.07, year: 2015, percentFemaleInText: 11.99 },
  { name: "nurse", percentWomen: 89.58, year: 2015, percentFemaleInText: 88.31 },
  { name: "investigator", percentWomen: 45.15, year: 2015, percentFemaleInText: 5.29 },
  { name: "bartender", percentWomen: 59.8, year: 2015, percentFemaleInText: 20.42 },
  { name: "specialist", percentWomen: 41.35, year: 2016, percentFemaleInText: 20.22 },
  { name: "electrician", percentWomen: 2.3, year: 2015, percentFemaleInText: 0.8 },
  { name: "officer", percentWomen: 30.42, year: 2016, percentFemaleInText: 7.29 },
  { name: "pathologist", percentWomen: 97.5, year: 2016, percentFemaleInText: 11.48 },
  { name: "teacher", percentWomen: 71, year: 2015, percentFemaleInText: 54.35 },
  { name: "lawyer", percentWomen: 34.5, year: 2015, percentFemaleInText: 7.35 },
  { name: "planner", percentWomen: 77.6, year: 2016, percentFemaleInText: 20.96 },
  { name: "practitioner", percentWomen: 74.79, year: 2015, percentFemaleInText: 34.19 },
  { name: "plumber", percentWomen: 0.7, year: 2015, percentFemaleInText: 3.34 },
  { name: "instructor", percentWomen: 62.3, year: 2015, percentFemaleInText: 16.07 },
  { name: "surgeon", percentWomen: 37.9, year: 2015, percentFemaleInText: 4.34 },
  { name: "veterinarian", percentWomen: 60.5, year: 2015, percentFemaleInText: 35.55 },
  { name: "paramedic", percentWomen: 32.9, year: 2015, percentFemaleInText: 7.52 },
  { name: "examiner", percentWomen: 62.46, year: 2016, percentFemaleInText: 6.9 },
  { name: "chemist", percentWomen: 36.1, year: 2015, percentFemaleInText: 10.13 },
  { name: "machinist", percentWomen: 6.7, year: 2015, percentFemaleInText: 6.11 },
  { name: "appraiser", percentWomen: 52.24, year: 2015, percentFemaleInText: 20.33 },
  { name: "nutritionist", percentWomen: 94.6, year: 2015, percentFemaleInText: 27.27 },
  { name: "architect", percentWomen: 20.81, year: 2015, percentFemaleInText: 2.83 },
  { name: "hairdresser", percentWomen: 94.2, year: 2015, percentFemaleInText: 80.11 },
  { name: "baker", percentWomen: 60.8, year: 2015, percentFemaleInText: 8.93 },
  { name: "programmer", percentWomen: 18.35, year: 2015, percentFemaleInText: 4.04 },
  { name: "paralegal", percentWomen: 85.4, year: 2015, percentFemaleInText: 86.32 },
  { name: "hygienist", percentWomen: 96.4, year: 2015, percentFemaleInText: 25 },
  { name: "scientist", percentWomen: 41.94, year: 2015, percentFemaleInText: 3.29 },
  { name: "dispatcher", percentWomen: 56.3, year: 2015, percentFemaleInText: 68.57 },
  { name: "cashier", percentWomen: 72.5, year: 2015, percentFemaleInText: 67.46 },
  { name: "auditor", percentWomen: 59.7, year: 2015, percentFemaleInText: 28.04 },
  { name: "dietitian", percentWomen: 94.6, year: 2015, percentFemaleInText: 86.49 },
  { name: "painter", percentWomen: 5.7, year: 2015, percentFemaleInText: 11.65 },
  { name: "broker", percentWomen: 55.5, year: 2015, percentFemaleInText: 13.62 },
  { name: "chef", percentWomen: 19.6, year: 2015, percentFemaleInText: 6.66 },
  { name: "doctor", percentWomen: 37.9, year: 2015, percentFemaleInText: 9.2 },
  { name: "firefighter", percentWomen: 3.5, year: 2016, percentFemaleInText: 3.09 },
  { name: "secretary", percentWomen: 94.6, year: 2016, percentFemaleInText: 10.43 },
];

import { type Clause, CLAUSES } from './clauses.js';

/**
 * Words of the Core Business Vocabulary 2.0 (§7) and the GS1 Web Vocabulary that EPCIS 2.0 JSON
 * writes bare ("shipping"), with the address each bare word stands for.
 */
export interface Vocabulary {
  /** What a person calls one of these words. */
  readonly title: string;
  readonly clause: Clause;
  readonly prefix: string;
  readonly words: ReadonlySet<string>;
  /** Older URN form, where CBV 1.x had one. */
  readonly urn?: string;
}

const CBV = 'https://ref.gs1.org/cbv/';
const VOC = 'https://gs1.org/voc/';
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const BIZ_STEP: Vocabulary = {
  title: 'business step',
  clause: CLAUSES.bizStep,
  prefix: `${CBV}BizStep-`,
  urn: 'urn:epcglobal:cbv:bizstep:',
  words: words(`accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
    decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing
    killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling
    shipping staging_outbound stock_taking stocking storing transporting unloading unpacking void_shipping
    sensor_reporting sampling`),
};

export const DISPOSITION: Vocabulary = {
  title: 'disposition',
  clause: CLAUSES.disposition,
  prefix: `${CBV}Disp-`,
  urn: 'urn:epcglobal:cbv:disp:',
  words: words(`active container_closed damaged destroyed dispensed disposed encoded expired in_progress in_transit
    inactive no_pedigree_match non_sellable_other partially_dispensed recalled reserved retail_sold returned
    sellable_accessible sellable_not_accessible stolen unknown available completeness_verified completeness_inferred
    conformant container_open mismatch_instance mismatch_class mismatch_quantity needs_replacement non_conformant
    unavailable`),
};

export const BIZ_TRANSACTION_TYPE: Vocabulary = {
  title: 'business transaction type',
  clause: CLAUSES.bizTransactionType,
  prefix: `${CBV}BTT-`,
  urn: 'urn:epcglobal:cbv:btt:',
  words: words('bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt'),
};

export const SOURCE_DEST_TYPE: Vocabulary = {
  title: 'source or destination type',
  clause: CLAUSES.sourceDestinationType,
  prefix: `${CBV}SDT-`,
  urn: 'urn:epcglobal:cbv:sdt:',
  words: words('owning_party possessing_party location'),
};

export const ERROR_REASON: Vocabulary = {
  title: 'error reason',
  clause: CLAUSES.errorReason,
  prefix: `${CBV}ER-`,
  urn: 'urn:epcglobal:cbv:er:',
  words: words('did_not_occur incorrect_data'),
};

export const SENSOR_ALERT: Vocabulary = {
  title: 'sensor alert',
  clause: CLAUSES.sensorAlert,
  prefix: VOC,
  words: words('ALARM_CONDITION ERROR_CONDITION'),
};

export const COMPONENT: Vocabulary = {
  title: 'component',
  clause: CLAUSES.sensorReport,
  prefix: `${CBV}Comp-`,
  words: words(`x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing
    latitude longitude altitude`),
};

export const MEASUREMENT_TYPE: Vocabulary = {
  title: 'measurement type',
  clause: CLAUSES.sensorReport,
  prefix: VOC,
  words: words(`AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance
    AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance
    Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge
    ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance
    Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux
    MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity
    MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity RelativeHumidity
    Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage
    Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber`),
};

export const EVENT_TYPES: ReadonlySet<string> = words(
  'ObjectEvent AggregationEvent TransactionEvent TransformationEvent AssociationEvent',
);
export const ACTIONS: ReadonlySet<string> = words('OBSERVE ADD DELETE');

/** The full address of a word: bare words get the vocabulary's prefix, CBV 1.x URNs become web addresses, others stay. */
export function expandWord(vocabulary: Vocabulary, word: string): string {
  if (vocabulary.words.has(word)) return vocabulary.prefix + word;
  if (vocabulary.urn && word.startsWith(vocabulary.urn)) return vocabulary.prefix + word.slice(vocabulary.urn.length);
  if (word.startsWith('cbv:')) return CBV + word.slice(4);
  if (word.startsWith('gs1:')) return VOC + word.slice(4);
  return word;
}

/** The bare word where the vocabulary has one, the address otherwise: one spelling for search and display. */
export function shortWord(vocabulary: Vocabulary, word: string): string {
  const full = expandWord(vocabulary, word);
  if (!full.startsWith(vocabulary.prefix)) return full;
  const bare = full.slice(vocabulary.prefix.length);
  return vocabulary.words.has(bare) ? bare : full;
}

/**
 * Defines all elements.
 * @module index
 */
export { type AltDecisionDetail, AltDecisionTreeElement } from "./alt-decision-tree/alt-decision-tree-element.js";
export { type AltTextDetail, AltTextElement } from "./alt-text/alt-text-element.js";
export type { DescribedFinding, InspectedImage } from "./alt-text/inspect.js";
export { type AmplificationDetail, AmplificationElement } from "./amplification/amplification-element.js";
export type { AmplificationData, AmplificationGroup, AmplificationSet, MeasuredGroup } from "./amplification/tasks.js";
export { AsYouTypeElement, type PicturesDetail } from "./as-you-type/as-you-type-element.js";
export { AttributionElement, type SourcesDetail } from "./attribution/attribution-element.js";
export type { AttributionPicture, AttributionSource, PixelSources } from "./attribution/tasks.js";
export type { ErrorDetail } from "./base/alt2img-element.js";
export { Alt2imgElement } from "./base/alt2img-element.js";
export { DrawingElement } from "./base/drawing-element.js";
export type { Catalog, Language } from "./base/language.js";
export {
  type BiasCountsDetail,
  type BiasGridDetail,
  BiasGridElement,
  type BiasGridPicture,
} from "./bias-grid/bias-grid-element.js";
export type { LookCount, LookShare } from "./bias-grid/looks.js";
export { type ClipExplanationDetail, ClipExplanationElement } from "./clip-explanation/clip-explanation-element.js";
export {
  type ClipMatrixDetail,
  ClipMatrixElement,
  type ClipMatrixSelectDetail,
  type Measure,
  type NamedPicture,
  type PictureAndText,
  type ScoreTable,
} from "./clip-matrix/clip-matrix-element.js";
export type { ShownPair } from "./dataset/browse.js";
export { type DatasetDetail, DatasetElement } from "./dataset/dataset-element.js";
export {
  type DatasetMapDetail,
  DatasetMapElement,
  type DatasetMapPairDetail,
} from "./dataset-map/dataset-map-element.js";
export { DenoisingStripElement } from "./denoising-strip/denoising-strip-element.js";
export { ForwardNoiseElement } from "./forward-noise/forward-noise-element.js";
export type { NoiseNumbers } from "./forward-noise/noise-schedules.js";
export { type FunnelDetail, FunnelElement } from "./funnel/funnel-element.js";
export type { LanguageChoice, NumberKey, RuleKey, RuleSettings } from "./funnel/rule-settings.js";
export type { GroupName } from "./funnel/tasks.js";
export type { Icicle, IcicleNode, IcicleStep, ListedClass } from "./imagenet-icicle/icicle-tree.js";
export { type ImagenetIcicleDetail, ImagenetIcicleElement } from "./imagenet-icicle/imagenet-icicle-element.js";
export type { ComparedPicture } from "./sampler-comparison/nearest.js";
export {
  type SamplerComparisonDetail,
  SamplerComparisonElement,
} from "./sampler-comparison/sampler-comparison-element.js";
export type { SampledPicture, SamplerSteps } from "./sampler-comparison/tasks.js";
export type { GraphEdge, GraphNode, GraphSynset, SynsetGraph, SynsetRelation } from "./synset-graph/synset-graph.js";
export { SynsetGraphElement } from "./synset-graph/synset-graph-element.js";
export type { DrawingStep, DrawnPicture } from "./text-to-image/tasks.js";
export { TokensElement } from "./tokens/tokens-element.js";
export type { TrajectoriesDetail } from "./trajectories/trajectories-element.js";
export { TrajectoriesElement } from "./trajectories/trajectories-element.js";
export type { HeaderField, RecordPreview } from "./warc/preview-record.js";
export type { RecordRow } from "./warc/record-row.js";
export type { WarcProblem } from "./warc/tasks.js";
export { type WarcDetail, WarcElement, type WarcRecordDetail } from "./warc/warc-element.js";
export type { ClassList } from "./wordnet/tasks.js";

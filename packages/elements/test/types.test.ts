import type { TokenizedText } from "@alt2img/clip";
import { describe, expectTypeOf, it } from "vitest";
import type {
  AltDecisionDetail,
  AltDecisionTreeElement,
  AltTextDetail,
  AltTextElement,
  AmplificationDetail,
  AmplificationElement,
  BiasCountsDetail,
  BiasGridDetail,
  BiasGridElement,
  DatasetDetail,
  DatasetElement,
  DatasetMapDetail,
  DatasetMapElement,
  DatasetMapPairDetail,
  ErrorDetail,
  FunnelDetail,
  FunnelElement,
  SamplerComparisonDetail,
  SamplerComparisonElement,
  SynsetGraph,
  SynsetGraphElement,
  TokensElement,
  WarcDetail,
  WarcElement,
  WarcRecordDetail,
} from "../src/index.js";

// The type check of the repository runs these.
describe("the types of tags and events", () => {
  it("gives elements by their tags", () => {
    expectTypeOf<HTMLElementTagNameMap["alt2img-alt-decision-tree"]>().toEqualTypeOf<AltDecisionTreeElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-alt-text"]>().toEqualTypeOf<AltTextElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-amplification"]>().toEqualTypeOf<AmplificationElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-bias-grid"]>().toEqualTypeOf<BiasGridElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-sampler-comparison"]>().toEqualTypeOf<SamplerComparisonElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-dataset"]>().toEqualTypeOf<DatasetElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-dataset-map"]>().toEqualTypeOf<DatasetMapElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-funnel"]>().toEqualTypeOf<FunnelElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-synset-graph"]>().toEqualTypeOf<SynsetGraphElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-tokens"]>().toEqualTypeOf<TokensElement>();
    expectTypeOf<HTMLElementTagNameMap["alt2img-warc"]>().toEqualTypeOf<WarcElement>();
  });

  it("gives events by their names, on elements and on the document", () => {
    expectTypeOf<HTMLElementEventMap["alt2img-alt-decision"]>().toEqualTypeOf<CustomEvent<AltDecisionDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-alt-text"]>().toEqualTypeOf<CustomEvent<AltTextDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-amplification"]>().toEqualTypeOf<CustomEvent<AmplificationDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-bias-grid"]>().toEqualTypeOf<CustomEvent<BiasGridDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-bias-counts"]>().toEqualTypeOf<CustomEvent<BiasCountsDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-sampler-comparison"]>().toEqualTypeOf<
      CustomEvent<SamplerComparisonDetail>
    >();
    expectTypeOf<HTMLElementEventMap["alt2img-dataset"]>().toEqualTypeOf<CustomEvent<DatasetDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-dataset-map"]>().toEqualTypeOf<CustomEvent<DatasetMapDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-dataset-map-pair"]>().toEqualTypeOf<CustomEvent<DatasetMapPairDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-funnel"]>().toEqualTypeOf<CustomEvent<FunnelDetail>>();
    expectTypeOf<HTMLElementEventMap["alt2img-synset-graph"]>().toEqualTypeOf<CustomEvent<SynsetGraph>>();
    expectTypeOf<HTMLElementEventMap["alt2img-tokens"]>().toEqualTypeOf<CustomEvent<TokenizedText>>();
    expectTypeOf<DocumentEventMap["alt2img-warc"]>().toEqualTypeOf<CustomEvent<WarcDetail>>();
    expectTypeOf<DocumentEventMap["alt2img-warc-record"]>().toEqualTypeOf<CustomEvent<WarcRecordDetail>>();
    expectTypeOf<DocumentEventMap["alt2img-error"]>().toEqualTypeOf<CustomEvent<ErrorDetail>>();
  });
});

"""The figures of the model card on cases that can be counted by hand."""

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from alt2img_tiny.clip.card import write_card
from alt2img_tiny.clip.export import store_as_half
from alt2img_tiny.clip.figures import best_logit_scale, calibrate, classification, quantiles, random_pairs


def test_confusion_has_the_truth_in_rows() -> None:
    result = classification([0, 0, 0, 1], [0, 0, 1, 1], ["a", "b"])
    assert result.confusion == [[2, 1], [0, 1]]
    assert result.accuracy == 0.75 and result.baseline == 0.75
    assert result.balanced_accuracy == pytest.approx((2 / 3 + 1) / 2)


def test_class_that_does_not_occur_does_not_count_in_the_mean() -> None:
    assert classification([0, 0], [0, 1], ["a", "b", "c"]).balanced_accuracy == 0.5


def test_calibration_error_of_sure_answers_is_their_share_of_errors() -> None:
    cosines = torch.eye(4)
    truth = np.array([0, 1, 2, 0])
    result = calibrate(cosines, truth, logit_scale=100)
    assert result.expected_error == pytest.approx(0.25)
    assert [(row.count, row.accuracy) for row in result.bins] == [(4, 0.75)]


def test_calibration_error_of_answers_that_are_right_as_often_as_they_say_is_nothing() -> None:
    # Two texts, the better one with probability 0.75.
    cosines = torch.tensor([[np.log(3), 0.0]]).repeat(4, 1).float()
    assert calibrate(cosines, np.array([0, 0, 0, 1]), logit_scale=1).expected_error == pytest.approx(0, abs=1e-6)


def test_fitted_scale_is_the_one_that_made_the_data() -> None:
    generator = torch.Generator().manual_seed(1)
    cosines = torch.rand(4000, 20, generator=generator)
    truth = torch.multinomial((30 * cosines).softmax(dim=1), 1, generator=generator)[:, 0].numpy()
    assert best_logit_scale(cosines, truth) == pytest.approx(30, rel=0.1)


def test_random_pairs_are_never_of_the_same_thing() -> None:
    embeds = torch.eye(3)[[0, 0, 1, 2]]
    assert (random_pairs(embeds, embeds, np.array([0, 0, 1, 2]), seed=3) == 0).all()


def test_quantiles() -> None:
    values = quantiles(torch.arange(101) / 100)
    assert values["0.05"] == pytest.approx(0.05) and values["0.5"] == pytest.approx(0.5) and values["count"] == 101


def test_card_with_a_place_that_nothing_fills_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alt2img_tiny.clip import card

    (tmp_path / "card.md").write_text("{{retrieval}} {{weather}}")
    monkeypatch.setattr(card, "_TEMPLATE", tmp_path / "card.md")
    monkeypatch.setattr(card, "_fillings", lambda report: {"retrieval": "table"})
    with pytest.raises(ValueError, match="weather"):
        write_card({}, tmp_path / "README.md")


def test_weights_are_stored_as_half_only_where_half_holds_them() -> None:
    exact, inexact = np.full(32, 0.5, np.float32), np.full(32, 0.1, np.float32)
    graph = helper.make_graph(
        [helper.make_node("Add", ["exact", "inexact"], ["sum"])],
        "graph",
        [],
        [helper.make_tensor_value_info("sum", TensorProto.FLOAT, [32])],
        [numpy_helper.from_array(exact, "exact"), numpy_helper.from_array(inexact, "inexact")],
    )
    model = helper.make_model(graph)
    store_as_half(model)
    onnx.checker.check_model(model, full_check=True)
    assert {item.name: item.data_type for item in model.graph.initializer} == {
        "exact_float16": TensorProto.FLOAT16,
        "inexact": TensorProto.FLOAT,
    }
    assert [node.op_type for node in model.graph.node] == ["Cast", "Add"]

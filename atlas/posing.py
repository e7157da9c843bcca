"""How does the body stand? Anatomical position, and arms forward for the side views.

Forward kinematics with linear blend skinning. Rotations are given for the left side in world
axes and mirrored to the right; bones without one of their own follow their parent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from atlas.source import FloatArray, Source

__all__ = ["ANATOMICAL", "SIDE", "Pose", "stand"]

_MIRROR: Final = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, slots=True)
class Pose:
    """How arms and legs are held.

    Parameters
    ----------
    arm_deg
        Upper arm away from the trunk. [degrees]
    forward_deg
        Whole arm forward. [degrees]
    stance
        Sideways offset of the ankle from the hip, as a fraction of the leg's length.
    """

    arm_deg: float
    forward_deg: float
    stance: float = 0.06


ANATOMICAL: Final = Pose(arm_deg=21.0, forward_deg=0.0)
SIDE: Final = Pose(arm_deg=10.0, forward_deg=42.0)


def stand(
    source: Source, vertices: FloatArray, heads: FloatArray, *, pose: Pose
) -> tuple[FloatArray, FloatArray]:
    """Pose a body; gives the moved vertices and bone heads. [mm]"""
    turned = _turns(source, heads, pose)
    n_bones = len(source.bones)
    rotation = np.zeros((n_bones, 3, 3))
    shift = np.zeros((n_bones, 3))
    for bone in range(n_bones):
        parent = source.parents[bone]
        inherited = np.eye(3) if parent < 0 else rotation[parent]
        moved = np.zeros(3) if parent < 0 else shift[parent]
        rotation[bone] = turned.get(source.bones[bone], inherited)
        shift[bone] = inherited @ heads[bone] + moved - rotation[bone] @ heads[bone]
    weights = source.bone_weights
    blended_turn = np.einsum("vb,bij->vij", weights, rotation)
    blended_shift = weights @ shift
    posed = np.einsum("vij,vj->vi", blended_turn, vertices) + blended_shift
    unskinned = weights.sum(axis=1) == 0  # joint cubes of the rig
    posed[unskinned] = vertices[unskinned]
    return posed, np.einsum("bij,bj->bi", rotation, heads) + shift


def _turns(source: Source, heads: FloatArray, pose: Pose) -> dict[str, FloatArray]:
    """Give the world rotation of every bone that does not simply follow its parent."""

    def head(bone: str) -> FloatArray:
        return heads[source.bones.index(bone)]

    left = _arm_turns(
        {
            name: head(bone)
            for name, bone in {
                "shoulder": "upperarm01.L",
                "elbow": "lowerarm01.L",
                "wrist": "wrist.L",
                "index": "finger2-1.L",
                "middle": "finger3-1.L",
                "middle_end": "finger3-3.L",
                "little": "finger5-1.L",
            }.items()
        },
        pose,
    )
    leg = head("foot.L") - head("upperleg01.L")
    length = float(np.linalg.norm(leg))
    aside = pose.stance * length
    down = -np.sqrt(length**2 - aside**2 - leg[1] ** 2)
    left["upperleg01"] = _between(leg, np.array([aside, leg[1], down]))
    left["foot"] = np.eye(3)
    turns = {f"{bone}.L": turn for bone, turn in left.items()}
    turns |= {
        f"{bone}.R": _MIRROR[:, None] * turn * _MIRROR[None, :] for bone, turn in left.items()
    }
    return turns


def _arm_turns(at: dict[str, FloatArray], pose: Pose) -> dict[str, FloatArray]:
    """Bring the left arm beside the body, elbow nearly straight, palm to the front."""
    abduction = np.radians(pose.arm_deg)
    forward = _about(np.array([1.0, 0, 0]), -np.radians(pose.forward_deg))
    upper = forward @ np.array([np.sin(abduction), 0.0, -np.cos(abduction)])
    turn_upper = _between(at["elbow"] - at["shoulder"], upper)
    carrying, bend = np.radians(4), np.radians(9)
    fore = np.array([np.sin(abduction + carrying), -np.sin(bend), -np.cos(abduction + carrying)])
    fore = _unit(forward @ fore)
    turn_fore = _between(turn_upper @ (at["wrist"] - at["elbow"]), fore) @ turn_upper
    palm = _unit(np.cross(at["index"] - at["wrist"], at["little"] - at["wrist"]))
    curl = _unit(at["middle_end"] - at["middle"]) - _unit(at["middle"] - at["wrist"])
    palm = palm if palm @ curl >= 0 else -palm
    facing = forward @ np.array([0.0, -1.0, 0.0])
    wanted = _unit(facing - fore * (fore @ facing))
    now = turn_fore @ palm
    now = _unit(now - fore * (fore @ now))
    twist = float(np.arctan2(np.cross(now, wanted) @ fore, now @ wanted))
    of_humerus = float(np.clip(twist * 0.30, -0.6, 0.6))
    rest = twist - of_humerus
    turn_wrist = _about(fore, twist) @ turn_fore
    hand = _unit(turn_wrist @ (at["middle"] - at["wrist"]))
    turn_wrist = _between(hand, 0.85 * fore + 0.15 * hand) @ turn_wrist
    return {
        "shoulder01": _about(np.array([0.0, 1, 0]), np.radians(5)),
        "upperarm01": _about(upper, of_humerus * 0.3) @ turn_upper,
        "upperarm02": _about(upper, of_humerus) @ turn_upper,
        "lowerarm01": _about(fore, of_humerus + rest * 0.25) @ turn_fore,
        "lowerarm02": _about(fore, of_humerus + rest * 0.8) @ turn_fore,
        "wrist": turn_wrist,
    }


def _unit(vector: FloatArray) -> FloatArray:
    """Scale to length one."""
    return vector / np.linalg.norm(vector)


def _about(axis: FloatArray, angle: float) -> FloatArray:
    """Rotation about an axis by an angle in radians (Rodrigues)."""
    x, y, z = _unit(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def _between(start: FloatArray, end: FloatArray) -> FloatArray:
    """Shortest rotation that brings one direction onto another."""
    start, end = _unit(start), _unit(end)
    axis = np.cross(start, end)
    sine = float(np.linalg.norm(axis))
    return np.eye(3) if sine < 1e-9 else _about(axis, float(np.arctan2(sine, start @ end)))

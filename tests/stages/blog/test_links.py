"""Posts and episodes name each other; what they name has to be there, and fit to be shown."""

from typing import Any

from pipeline.model import Audience, Episode, EpisodeReference, Post, PostReference, Status
from pipeline.stages import blog
from tests.support.shows import an_episode


def a_post(id_: str = "school-meetings", *names: str, **changes: Any) -> Post:  # noqa: ANN401 - passes through
    path = f"posts/{id_}.md"
    facts: dict[str, Any] = {
        "title": id_.replace("-", " ").capitalize(),
        "url": f"https://b.example/{id_}/",
        "path": path,
    }
    named = tuple(EpisodeReference(episode=name, where=f"{path}:{4 + n}") for n, name in enumerate(names))
    return Post(id=id_, **(facts | {"episodes": named} | changes))


def episode(id_: str = "042", *names: str, **changes: Any) -> Episode:  # noqa: ANN401 - passes through
    path = f"episodes/{id_}-talk/episode.md"
    named = tuple(PostReference(post=name, where=f"{path}:{6 + n}") for n, name in enumerate(names))
    return an_episode(**({"id": id_, "slug": f"{id_}-talk", "where": path, "posts": named, "number": None} | changes))


def found(problems: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - problems, or a mistake that the test shows
    return [(problem.code, problem.where) for problem in problems]


def test_links_that_hold_are_no_problem_whichever_side_wrote_them() -> None:
    episodes = [episode("042", "school-meetings"), episode("043")]
    posts = [a_post("school-meetings"), a_post("bedtime", "043")]
    assert blog.check(episodes, posts) == ()


def test_every_wrong_id_is_named_with_its_line_in_one_go() -> None:
    episodes = [episode("042", "school-meetings", "gone"), episode("043", "bed-time")]
    posts = [a_post("school-meetings", "042", "999"), a_post("bedtime", "kitchen")]
    assert found(blog.check(episodes, posts)) == [
        ("E0701", "posts/school-meetings.md:5"),
        ("E0701", "posts/bedtime.md:4"),
        ("E0702", "episodes/042-talk/episode.md:7"),
        ("E0702", "episodes/043-talk/episode.md:6"),
    ]


def test_a_near_miss_is_answered_with_the_id_that_was_meant() -> None:
    (problem,) = blog.check([episode("042"), episode("117")], [a_post("bedtime", "0042")])
    assert problem.what == "no episode has the id “0042”; did you mean “042”?"
    (problem,) = blog.check([episode("042", "school-meeting")], [a_post("school-meetings")])
    assert problem.what == "no post has the id “school-meeting”; did you mean “school-meetings”?"


def test_an_episode_named_by_its_number_or_folder_or_title_is_recognised_for_the_message() -> None:
    episodes = [episode("042", number=42, title="Talking at the kitchen table")]
    for written in ("42", "042-talk", "talking at the kitchen TABLE"):
        (problem,) = blog.check(episodes, [a_post("bedtime", written)])
        assert problem.what.endswith("did you mean “042”?")


def test_a_post_named_by_its_file_or_address_is_recognised_for_the_message() -> None:
    for written in ("posts/bedtime.md", "bedtime.md", "https://b.example/bedtime/"):
        (problem,) = blog.check([episode("042", written)], [a_post("bedtime")])
        assert problem.what.endswith("did you mean “bedtime”?")


def test_a_name_with_several_meanings_offers_each_of_them() -> None:
    episodes = [episode("1-042", number=42), episode("2-042", number=42)]
    (problem,) = blog.check(episodes, [a_post("bedtime", "42")])
    assert problem.what.endswith("did you mean “1-042” or “2-042”?")


def test_nothing_near_means_no_advice_however_strange_the_id() -> None:
    for written in ("", "zzzz", "\x00", "x" * 100_000):
        (problem,) = blog.check([episode("042")], [a_post("bedtime", written)])
        assert "did you mean" not in problem.what


def test_a_public_post_must_not_lead_to_an_episode_for_members() -> None:
    episodes = [episode("042", audience=Audience.MEMBERS)]
    assert found(blog.check(episodes, [a_post("bedtime", "042")])) == [("E0703", "posts/bedtime.md:4")]


def test_an_episode_for_members_may_lead_its_listeners_to_a_public_post_but_never_back() -> None:
    episodes, posts = [episode("042", "bedtime", audience=Audience.MEMBERS)], [a_post("bedtime")]
    assert blog.check(episodes, posts) == ()
    assert blog.answers(episodes, posts) == {"042": tuple(posts)}
    assert blog.episodes_of(posts[0], episodes) == ()


def test_naming_a_draft_or_a_withdrawn_episode_is_told_without_stopping_the_run() -> None:
    episodes = [episode("042", status=Status.DRAFT), episode("043", status=Status.WITHDRAWN)]
    problems = blog.check(episodes, [a_post("bedtime", "042", "043")])
    assert found(problems) == [("W0705", "posts/bedtime.md:4"), ("W0706", "posts/bedtime.md:5")]


def test_a_draft_may_name_what_is_not_written_yet() -> None:
    assert blog.check([episode("042", "later", status=Status.DRAFT)], [a_post("bedtime", "099", draft=True)]) == ()


def test_two_posts_with_one_id_are_told_apart_by_their_files() -> None:
    posts = [a_post("bedtime"), a_post("bedtime", path="posts/old/bedtime.md")]
    (problem,) = blog.check([], posts)
    assert (problem.code, problem.where) == ("E0704", "posts/old/bedtime.md")
    assert "posts/bedtime.md" in problem.what


def test_a_reference_without_a_line_is_placed_at_its_file() -> None:
    post = a_post("bedtime", episodes=(EpisodeReference(episode="099"),))
    assert found(blog.check([], [post])) == [("E0701", "posts/bedtime.md")]


def test_answers_are_the_union_of_both_sides_each_once_in_the_episode_s_order() -> None:
    posts = [a_post("a", "042"), a_post("b", "042", "042"), a_post("c"), a_post("d")]
    episodes = [episode("042", "c", "b"), episode("043")]
    assert blog.answers(episodes, posts) == {"042": (posts[2], posts[1], posts[0]), "043": ()}


def test_listeners_are_not_led_to_a_draft_post() -> None:
    posts = [a_post("a", "042", draft=True), a_post("b", draft=True)]
    assert blog.answers([episode("042", "b")], posts) == {"042": ()}


def test_a_post_s_episodes_are_the_union_of_both_sides_in_the_post_s_order() -> None:
    post = a_post("bedtime", "044", "042", "044", "no-such")
    episodes = [episode("042"), episode("043", "bedtime"), episode("044", "bedtime")]
    assert blog.episodes_of(post, episodes) == ("044", "042", "043")


def test_readers_are_not_led_to_drafts_or_withdrawn_episodes_whoever_names_them() -> None:
    post = a_post("bedtime", "042")
    episodes = [episode("042", status=Status.WITHDRAWN), episode("043", "bedtime", status=Status.DRAFT)]
    assert blog.episodes_of(post, episodes) == ()


def test_both_directions_agree_on_what_the_public_may_see() -> None:
    posts = [a_post("a", "042"), a_post("b"), a_post("c", "042", "043")]
    episodes = [episode("042", "b"), episode("043", "a")]
    forth = {(e, post.id) for e, its in blog.answers(episodes, posts).items() for post in its}
    back = {(e, post.id) for post in posts for e in blog.episodes_of(post, episodes)}
    assert forth == back


def test_every_rule_has_its_own_code_in_this_room_s_range() -> None:
    codes = [rule.code for rule in blog.RULES]
    assert len(set(codes)) == len(codes)
    assert all(code[0] in "EW" and code[1:3] == "07" for code in codes)

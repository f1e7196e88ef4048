"""Which posts and episodes belong together: the union of what both sides name, and never a guess.

Somebody whose question was answered in confidence must not be led to the wrong place, so a likeness is only ever
offered as advice in a message.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from pipeline.model import Audience, Episode, Post, Status
from pipeline.problems import Problem
from pipeline.stages.blog import rules
from pipeline.stages.blog.names import Names, names_of_episodes, names_of_posts


def check(episodes: Sequence[Episode], posts: Sequence[Post]) -> tuple[Problem, ...]:
    """Everything that is wrong with the links, in the order of posts, then of episodes.

    A draft's own links are not judged: it may name what is still to be written.
    """
    by_id = {episode.id: episode for episode in episodes}
    ids = {post.id for post in posts}
    episode_names, post_names = names_of_episodes(episodes), names_of_posts(posts)
    finished_posts = (post for post in posts if not post.draft)
    ready_episodes = (episode for episode in episodes if episode.status is Status.READY)
    return (
        *_shared_ids(posts),
        *(problem for post in finished_posts for problem in _post_problems(post, by_id, episode_names)),
        *(problem for episode in ready_episodes for problem in _episode_problems(episode, ids, post_names)),
    )


def answers(episodes: Sequence[Episode], posts: Sequence[Post]) -> Mapping[str, tuple[Post, ...]]:
    """For each episode's id its posts: those it names, in its own order, then those that name it. Drafts left out."""
    return {episode.id: tuple(_posts_of(episode, posts)) for episode in episodes}


def episodes_of(post: Post, episodes: Sequence[Episode]) -> tuple[str, ...]:
    """Ids of the episodes that a reader of `post` may be led to: those it names, then those that name it.

    Drafts, withdrawn episodes and episodes for members are left out, whoever names them.
    """
    open_to_readers = {e.id: e for e in episodes if e.status is Status.READY and e.audience is Audience.PUBLIC}
    named = [reference.episode for reference in post.episodes]
    naming = [e.id for e in open_to_readers.values() if any(r.post == post.id for r in e.posts)]
    return tuple(episode for episode in dict.fromkeys(named + naming) if episode in open_to_readers)


def _posts_of(episode: Episode, posts: Sequence[Post]) -> Iterator[Post]:
    public = {post.id: post for post in reversed(posts) if not post.draft}
    named = [reference.post for reference in episode.posts]
    naming = [post.id for post in posts if any(r.episode == episode.id for r in post.episodes)]
    return (public[post] for post in dict.fromkeys(named + naming) if post in public)


def _shared_ids(posts: Sequence[Post]) -> Iterator[Problem]:
    first: dict[str, Post] = {}
    for post in posts:
        if first.setdefault(post.id, post) is not post:
            yield rules.ONE_ID_TWO_POSTS.at(post.path, f"“{post.id}” is also the id of {first[post.id].path}")


def _post_problems(post: Post, by_id: Mapping[str, Episode], names: Names) -> Iterator[Problem]:
    for reference in post.episodes:
        episode = by_id.get(reference.episode)
        where = reference.where or post.path
        if episode is None:
            what = f"no episode has the id “{reference.episode}”{names.advice(reference.episode)}"
            yield rules.UNKNOWN_EPISODE.at(where, what)
        else:
            yield from _reach_problems(episode, where)


def _reach_problems(episode: Episode, where: str) -> Iterator[Problem]:
    if episode.status is Status.DRAFT:
        yield rules.DRAFT_EPISODE.at(where, f"episode {episode.id} is a draft")
    elif episode.status is Status.WITHDRAWN:
        yield rules.WITHDRAWN_EPISODE.at(where, f"episode {episode.id} was withdrawn")
    elif episode.audience is Audience.MEMBERS:
        yield rules.MEMBERS_ONLY.at(where, f"episode {episode.id} is for members, and this post is public")


def _episode_problems(episode: Episode, ids: Container[str], names: Names) -> Iterator[Problem]:
    for reference in episode.posts:
        if reference.post not in ids:
            what = f"no post has the id “{reference.post}”{names.advice(reference.post)}"
            yield rules.UNKNOWN_POST.at(reference.where or episode.where, what)

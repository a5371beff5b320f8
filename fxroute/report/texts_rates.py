"""Texts of feeds and of histories of rates, in English and Chinese, as in `fxroute.report.texts`."""

__all__ = ["RATE_TEXTS"]

RATE_TEXTS: dict[str, tuple[str, str]] = {
    "feeds_fetched": ("Fetched at {at} UTC", "获取于 {at} UTC"),
    "feeds_kept": ("Rates fetched before, as of {at} UTC", "此前获取的汇率,截至 {at} UTC"),
    "feeds_known": ("Feeds", "汇率来源"),
    "feed": ("Feed", "来源"),
    "feed_state": ("State", "状态"),
    "feed_state_taken": ("taken", "已采用"),
    "feed_state_unchanged": ("unchanged", "无变化"),
    "feed_state_refused": ("refused", "已拒绝"),
    "feed_state_kept": ("kept", "已保存"),
    "feed_state_never": ("never fetched", "从未获取"),
    "feed_rates": ("Rates", "汇率数"),
    "feed_newest": ("Newest", "最新"),
    "feed_skipped": ("{count} × {reason}", "{count} × {reason}"),
    "feed_no_address": ("an own file or address: --url", "自备文件或网址:--url"),
    "history": ("{pair} from {first} to {last}", "{pair},{first} 至 {last}"),
    "history_how": ("How", "方式"),
    "history_how_direct": ("direct", "直接"),
    "history_how_inverse": ("inverse", "倒数"),
    "history_how_cross": ("cross", "套算"),
    "history_from": ("From", "来自"),
    "history_min": ("lowest", "最低"),
    "history_max": ("highest", "最高"),
    "history_last": ("last", "最近"),
    "history_point": ("{mid} at {at} UTC", "{mid},{at} UTC"),
}
"""Text of every key, one for each language of `fxroute.report.texts.LANGUAGES`."""

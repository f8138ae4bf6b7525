// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/server.h"

namespace fw::dialects::imagetools {

/// What is to be done, as it travels in the tags of a chain of requests.
struct Task
{
    QString action; ///< ActionOffer::name
    QString target; ///< id of the item, as the server knows it
    QJsonObject arguments;
    QJsonObject before; ///< what stood there before: "ids" of the history, or the "newest" image
};

// Tags of requests that belong to an operation: a word, then the task as JSON.
namespace tag {
inline constexpr QLatin1StringView before("before"); ///< the history, before it changes
inline constexpr QLatin1StringView perform("do"); ///< the operation itself
inline constexpr QLatin1StringView verify("verify"); ///< no answer came: was it done?
inline constexpr QLatin1StringView after("after"); ///< the image, when it was done
} // namespace tag
QString tagOf(QLatin1StringView word, const Task &task);
QString wordOf(const QString &tag);
Task taskOf(const QString &tag);
/// What \a request does, by its method and path; nothing when no operation does that.
std::optional<Task> recordedTask(const wire::HttpRequest &request);

/// True for what adds an entry to the history or takes one away (c2.3 to c2.6). These change
/// something each time; all other actions may be done twice.
bool changesHistory(QStringView action);
/// The request that does it.
wire::HttpRequest perform(const Task &task, const wire::SessionFacts &facts);
/// What tells whether it was done: the history of the image, or the list of images.
wire::HttpRequest verify(const Task &task, const wire::SessionFacts &facts);

Expected<wire::Outgoing> encode(const wire::Command &command, const wire::SessionFacts &facts);
/// Everything that writes waits in one lane: SQLite takes one at a time (f, trap 13).
QString lane(const wire::Command &command);

} // namespace fw::dialects::imagetools

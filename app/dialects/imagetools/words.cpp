// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools/words.h"

#include "dialects/common/user_text.h"

#include <algorithm>
#include <utility>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

template <class Table> auto lookUp(const Table &table, QStringView word)
{
    return std::ranges::find_if(table, [word](const auto &pair) { return pair.first == word; });
}

} // namespace

std::optional<MessageType> messageType(QStringView word)
{
    using enum MessageType;
    static constexpr std::pair<QLatin1StringView, MessageType> table[] = {
        { "image.uploaded"_L1, ImageUploaded },
        { "new_image"_L1, ImageUploaded },
        { "image.updated"_L1, ImageUpdated },
        { "image.deleted"_L1, ImageDeleted },
        { "operation.started"_L1, OperationStarted },
        { "operation.progress"_L1, OperationProgress },
        { "operation.completed"_L1, OperationCompleted },
        { "operation.failed"_L1, OperationFailed },
        { "operation.cancelled"_L1, OperationCancelled },
        { "operation.canceled"_L1, OperationCancelled },
        { "session.expiring"_L1, SessionExpiring },
        { "connection.status"_L1, ConnectionStatus },
        { "ping"_L1, Ping },
        { "pairing_revoked"_L1, PairingRevoked },
        { "addon_connected"_L1, AddonConnected },
        { "addon_authorization_revoked"_L1, AddonRevoked },
    };
    const auto found = lookUp(table, word);
    return found == std::end(table) ? std::nullopt : std::optional(found->second);
}

QString sourceWord(const QString &word)
{
    if (word == "mobile"_L1)
        return u"android_app"_s;
    return word == "addon"_L1 ? u"browser_addon"_s : word;
}

QString arrivalText(const QString &name, const QString &source)
{
    static constexpr std::pair<QLatin1StringView, const char *> table[]
        = { { "android_app"_L1, QT_TRANSLATE_NOOP("fw::dialects", "New picture from a phone: %1") },
            { "browser_addon"_L1,
              QT_TRANSLATE_NOOP("fw::dialects", "New picture from a browser: %1") } };
    const auto found = lookUp(table, source);
    return found == std::end(table)
        ? userText(QT_TRANSLATE_NOOP("fw::dialects", "New picture: %1"), name)
        : userText(found->second, name);
}

} // namespace fw::dialects::imagetools

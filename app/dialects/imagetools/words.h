// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace fw::dialects::imagetools {

/// Types of messages, of the seed (S15 to S25) and of the program (c3.2).
enum class MessageType : quint8 {
    ImageUploaded,
    ImageUpdated,
    ImageDeleted,
    OperationStarted,
    OperationProgress,
    OperationCompleted,
    OperationFailed,
    OperationCancelled,
    SessionExpiring,
    ConnectionStatus,
    Ping,
    PairingRevoked,
    AddonConnected,
    AddonRevoked,
};
std::optional<MessageType> messageType(QStringView word);

/// The program's words for where a picture came from in those of the seed (d, "Upload event").
QString sourceWord(const QString &word);
/// "New picture from a phone: photo.jpg".
QString arrivalText(const QString &name, const QString &source);

} // namespace fw::dialects::imagetools

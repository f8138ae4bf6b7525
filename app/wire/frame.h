// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

namespace fw::wire {

/// One WebSocket message, either way.
struct Frame
{
    enum class Kind : quint8 { Text, Binary };
    Kind kind = Kind::Text;
    QByteArray bytes; ///< UTF-8 when text
    friend bool operator==(const Frame &, const Frame &) = default;
};

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// One HTTP call a dialect wants made. The transport adds timeouts and never follows redirects.
struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url; ///< absolute
    Headers headers; ///< may carry Authorization or Cookie; never logged
    QByteArray body;
    QString bodyFile; ///< when set: stream this file as the body instead
    QString tag; ///< the dialect's own word for what it asked, echoed with the reply
    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

/// What came back. status 0: no answer at all, error says why.
struct HttpReply
{
    int status = 0;
    Headers headers;
    QByteArray body;
    QString error; ///< transport error in words; empty when the server answered
    /// The first header called \a name (case-insensitive), empty when there is none.
    QByteArray header(QByteArrayView name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
    friend bool operator==(const HttpReply &, const HttpReply &) = default;
};

} // namespace fw::wire

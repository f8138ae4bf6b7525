// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <vector>

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

/// One part of a multipart/form-data body: a field, or a file that is streamed.
struct FormPart
{
    QByteArray name;
    QByteArray value; ///< of a field
    QString file; ///< absolute path on this machine; empty: a field
    QString fileName; ///< as the server shall know it
    QByteArray contentType; ///< of a file
    friend bool operator==(const FormPart &, const FormPart &) = default;
};

/// One HTTP call a dialect wants made. The transport adds timeouts and never follows redirects.
struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url; ///< absolute
    Headers headers; ///< may carry Authorization or Cookie; never logged
    QByteArray body;
    QString bodyFile; ///< when set: stream this file as the body instead
    std::vector<FormPart> form; ///< when not empty: a multipart/form-data body of these instead
    QString tag; ///< the dialect's own word for what it asked, echoed with the reply
    EditId edit; ///< the edit it belongs to; empty: a read
    Millis timeout{ 0 }; ///< without a byte moving; 0: the link's own
    Millis every{ 0 }; ///< a poll that is dear: left out while the last one is younger than this
    bool mayFail = false; ///< no answer, or an error, says nothing about the rest of its round
    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

/// What came back. status 0: no answer at all, error says why.
struct HttpReply
{
    /// Why there is no answer.
    enum class Trouble : quint8 {
        None,
        Refused, ///< nobody listens, host not found, TLS refused: the request never left
        Timeout, ///< accepted, then silent: busy, or gone in the middle
        Broken, ///< the connection ended in the middle, or the answer was too large
        Cancelled, ///< we stopped waiting
        LocalFile, ///< the file to send cannot be read
    };
    int status = 0;
    Headers headers;
    QByteArray body;
    QString error; ///< transport error in words; empty when the server answered
    Trouble trouble = Trouble::None;
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

// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/natural.h"

#include "query/fold.h"

namespace fw::models {

QString naturalKey(QStringView name)
{
    const QString text = query::folded(name);
    QString key;
    key.reserve(text.size() + 8);
    qsizetype at = 0;
    const auto isDigit = [&text](qsizetype i) { return text[i] >= u'0' && text[i] <= u'9'; };
    while (at < text.size()) {
        if (!isDigit(at)) {
            key += text[at++];
            continue;
        }
        while (at < text.size() && text[at] == u'0')
            ++at;
        qsizetype end = at;
        while (end < text.size() && isDigit(end))
            ++end;
        // A longer number is a larger one: its length goes first.
        key += u'0';
        key += QChar(static_cast<char16_t>(end - at + 1));
        key += QStringView(text).sliced(at, end - at);
        at = end;
    }
    return key;
}

} // namespace fw::models

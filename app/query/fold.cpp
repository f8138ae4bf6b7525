// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fold.h"

#include <array>

namespace fw::query {

namespace {

char16_t slowlyFolded(char16_t unit)
{
    char32_t letter = unit;
    if (QChar::isSurrogate(letter))
        return unit;
    const QString parts = QChar(unit).decomposition();
    if (!parts.isEmpty() && !QChar(parts.front()).isSurrogate()
        && QChar(unit).decompositionTag() == QChar::Canonical)
        letter = slowlyFolded(parts.front().unicode());
    if (QChar::category(letter) == QChar::Mark_NonSpacing)
        return 0;
    const char32_t lower = QChar::toCaseFolded(letter);
    return lower > 0xFFFF ? unit : static_cast<char16_t>(lower);
}

using Table = std::array<char16_t, 0x10000>;

// 128 KiB, made once: looking up beats decomposing 100,000 names at every keystroke.
const Table &table()
{
    static const Table made = [] {
        Table t{};
        for (size_t unit = 0; unit < t.size(); ++unit)
            t[unit] = slowlyFolded(static_cast<char16_t>(unit));
        return t;
    }();
    return made;
}

// Compares from one place; skips combining marks of the text.
bool matchesAt(const Table &t, const char16_t *text, const char16_t *end, QStringView needle)
{
    for (const QChar wanted : needle) {
        while (text != end && t[*text] == 0)
            ++text;
        if (text == end || t[*text] != wanted.unicode())
            return false;
        ++text;
    }
    return true;
}

} // namespace

char16_t folded(char16_t unit)
{
    return table()[unit];
}

QString folded(QStringView text)
{
    const Table &t = table();
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (const char16_t unit = t[c.unicode()])
            out += QChar(unit);
    }
    return out;
}

bool containsFolded(QStringView text, QStringView needle)
{
    if (needle.isEmpty())
        return true;
    const Table &t = table();
    const char16_t first = needle.front().unicode();
    const char16_t *end = text.utf16() + text.size();
    for (const char16_t *at = text.utf16(); at != end; ++at) {
        if (t[*at] == first && matchesAt(t, at, end, needle))
            return true;
    }
    return false;
}

} // namespace fw::query

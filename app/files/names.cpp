// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/names.h"

#include <QFileInfo>

namespace fw::files {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 200; ///< bytes; file systems take 255
constexpr qsizetype longestEnding = 10;

// ".mp4" of "clip.mp4"; empty when what stands behind the last dot is no ending.
QString endingOf(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString ending = name.mid(dot + 1);
    const bool plain = std::ranges::all_of(
        ending, [](QChar c) { return c.unicode() < 128 && c.isLetterOrNumber(); });
    const bool isOne = dot > 0 && !ending.isEmpty() && ending.size() <= longestEnding && plain;
    return isOne ? name.mid(dot) : QString();
}

bool isUnseen(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
        || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

QString trimmedEnds(QString name)
{
    while (!name.isEmpty() && (name.startsWith(u'.') || name.front().isSpace()))
        name.remove(0, 1);
    while (!name.isEmpty() && (name.endsWith(u'.') || name.back().isSpace()))
        name.chop(1);
    return name;
}

QString shortened(const QString &name)
{
    const QString ending = endingOf(name);
    QString stem = name.chopped(ending.size());
    while (!stem.isEmpty() && stem.toUtf8().size() + ending.size() > longestName) {
        const bool isPair = stem.back().isLowSurrogate() && stem.size() > 1;
        stem.chop(isPair ? 2 : 1);
    }
    return trimmedEnds(stem) + ending;
}

} // namespace

QString safeName(const QString &said, const QString &otherwise)
{
    QString name;
    for (const QChar c : said) {
        if (isUnseen(c) || c.isNull())
            continue;
        name += u"/\\:*?\"<>|"_s.contains(c) ? u'_' : c;
    }
    name = shortened(trimmedEnds(name));
    const bool saysNothing = std::ranges::all_of(name, [](QChar c) { return c == u'_'; });
    return saysNothing ? otherwise : name;
}

QString nameFor(const wire::Item &item)
{
    const QString name = safeName(item.name, safeName(item.id.text));
    if (!endingOf(name).isEmpty())
        return name;
    const QString path = item.file.section(u'?', 0, 0);
    for (const QString &other : { path.section(u'/', -1), item.id.text }) {
        if (const QString ending = endingOf(other); !ending.isEmpty())
            return name + ending;
    }
    return name;
}

QString freePath(const QString &folder, const QString &name, QSet<QString> &taken)
{
    const QString ending = endingOf(name);
    const QString stem = name.chopped(ending.size());
    for (int number = 1;; ++number) {
        const QString tried = number == 1 ? name : u"%1 (%2)%3"_s.arg(stem).arg(number).arg(ending);
        QString path = folder + u'/' + tried;
        const QString key = path.toCaseFolded();
        const QFileInfo there(path);
        if (taken.contains(key) || there.exists() || there.isSymLink())
            continue;
        taken.insert(key);
        return path;
    }
}

} // namespace fw::files

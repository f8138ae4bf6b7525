// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes the pseudo-locale: every source text of a .ts file, accented, a third longer and between
// brackets, so that a text outside tr(), a clipped label or a missing glyph shows at once.
//
//   pseudo_ts IN.ts OUT.ts
#include <QFile>
#include <QSaveFile>
#include <QString>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

QChar accented(QChar c)
{
    static const QString plain = u"ACEGIKLNOSUYZacegiklnosuyz"_s;
    static const QString fancy = u"ÁÇÉĞÍĶĹŃÓŠÚÝŽáçéğíķĺńóšúýž"_s;
    const qsizetype at = plain.indexOf(c);
    return at < 0 ? c : fancy[at];
}

// Tags, entities, placeholders (%1, %n, %Ln) and mnemonics stay as they are.
QString pseudo(const QString &text)
{
    QString out;
    bool inTag = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'<')
            inTag = true;
        const bool localized = i > 1 && text[i - 1] == u'L' && text[i - 2] == u'%'; // %Ln
        const bool placeholder
            = localized || (i > 0 && (text[i - 1] == u'%' || text[i - 1] == u'&'));
        out += inTag || placeholder ? c : accented(c);
        if (c == u'>')
            inTag = false;
    }
    const qsizetype extra = text.size() / 3;
    return u"[%1%2]"_s.arg(out, QString(extra, u'·'));
}

bool convert(QIODevice &in, QIODevice &out)
{
    QXmlStreamReader reader(&in);
    QXmlStreamWriter writer(&out);
    writer.setAutoFormatting(true);
    QString source;
    bool plural = false;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            if (reader.name() == "TS"_L1) {
                writer.writeStartElement(u"TS"_s);
                writer.writeAttribute(u"version"_s, u"2.1"_s);
                writer.writeAttribute(u"language"_s, u"en_XA"_s);
            } else if (reader.name() == "source"_L1) {
                source = reader.readElementText();
                writer.writeTextElement(u"source"_s, source);
            } else if (reader.name() == "translation"_L1) {
                reader.skipCurrentElement();
                writer.writeStartElement(u"translation"_s);
                for (int form = 0; plural && form < 2; ++form)
                    writer.writeTextElement(u"numerusform"_s, pseudo(source));
                if (!plural)
                    writer.writeCharacters(pseudo(source));
                writer.writeEndElement();
            } else {
                if (reader.name() == "message"_L1)
                    plural = reader.attributes().value("numerus"_L1) == "yes"_L1;
                writer.writeStartElement(reader.name().toString());
                writer.writeAttributes(reader.attributes());
            }
            break;
        case QXmlStreamReader::EndElement:
            writer.writeEndElement();
            break;
        case QXmlStreamReader::Characters:
            if (!reader.isWhitespace())
                writer.writeCharacters(reader.text().toString());
            break;
        default:
            break;
        }
    }
    return !reader.hasError();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fputs("usage: pseudo_ts IN.ts OUT.ts\n", stderr);
        return 2;
    }
    QFile in(QString::fromLocal8Bit(argv[1]));
    QSaveFile out(QString::fromLocal8Bit(argv[2]));
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly) || !convert(in, out)
        || !out.commit()) {
        std::fprintf(stderr, "pseudo_ts: cannot turn %s into %s\n", argv[1], argv[2]);
        return 1;
    }
    return 0;
}

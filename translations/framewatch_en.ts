<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>fw::models::EditModel</name>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::models::FacetModel</name>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <comment>%1 is a view such as Running</comment>
        <translation>
            <numerusform>%1, %n job</numerusform>
            <numerusform>%1, %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::models::ServerFacetModel</name>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n job</numerusform>
            <numerusform>%1, %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n job(s)</source>
        <comment>name, state of the connection</comment>
        <translation>
            <numerusform>%1, %2, %n job</numerusform>
            <numerusform>%1, %2, %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::models::Words</name>
    <message numerus="yes">
        <source>Add %n file(s)</source>
        <translation>
            <numerusform>Add %n file</numerusform>
            <numerusform>Add %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>keeps more than %n thing(s); the rest is not shown</source>
        <translation>
            <numerusform>keeps more than %n thing; the rest is not shown</numerusform>
            <numerusform>keeps more than %n things; the rest is not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n message(s))</source>
        <translation>
            <numerusform>%1 (%n message)</numerusform>
            <numerusform>%1 (%n messages)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::session::EditHistory</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>fields of a change</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::AddDialog</name>
    <message numerus="yes">
        <source>&amp;Add %n file(s)</source>
        <translation>
            <numerusform>&amp;Add %n file</numerusform>
            <numerusform>&amp;Add %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::ConflictDialog</name>
    <message numerus="yes">
        <source>&amp;Do the same for the remaining %n conflict(s)</source>
        <translation>
            <numerusform>&amp;Do the same for the remaining %n conflict</numerusform>
            <numerusform>&amp;Do the same for the remaining %n conflicts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::ConnectionPopover</name>
    <message numerus="yes">
        <source>%n message(s) not understood – s&amp;how</source>
        <translation>
            <numerusform>%n message not understood – s&amp;how</numerusform>
            <numerusform>%n messages not understood – s&amp;how</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::DetailPanel</name>
    <message numerus="yes">
        <source>%n jobs selected</source>
        <translation>
            <numerusform>%n job selected</numerusform>
            <numerusform>%n jobs selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::DropOverlay</name>
    <message numerus="yes">
        <source>Drop to add %n file(s)</source>
        <translation>
            <numerusform>Drop to add %n file</numerusform>
            <numerusform>Drop to add %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::FieldForm</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n character(s).</source>
        <translation>
            <numerusform>At most %n character.</numerusform>
            <numerusform>At most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::FileDesk</name>
    <message numerus="yes">
        <source>Save %n files to</source>
        <translation>
            <numerusform>Save %n file to</numerusform>
            <numerusform>Save %n files to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n files to %1</source>
        <translation>
            <numerusform>Saved %n file to %1</numerusform>
            <numerusform>Saved %n files to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::Gauges</name>
    <message numerus="yes">
        <source>%n job(s) wait</source>
        <translation>
            <numerusform>%n job waits</numerusform>
            <numerusform>%n jobs wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at once</source>
        <translation>
            <numerusform>%n at once</numerusform>
            <numerusform>%n at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::InspectorWindow</name>
    <message numerus="yes">
        <source>%n message(s) and calls</source>
        <translation>
            <numerusform>%n message or call</numerusform>
            <numerusform>%n messages and calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not understood</source>
        <translation>
            <numerusform>%n not understood</numerusform>
            <numerusform>%n not understood</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paused, %n came meanwhile</source>
        <translation>
            <numerusform>paused, %n came meanwhile</numerusform>
            <numerusform>paused, %n came meanwhile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n line copied</numerusform>
            <numerusform>%n lines copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::JobActions</name>
    <message numerus="yes">
        <source>%1: %n job(s)</source>
        <translation>
            <numerusform>%1: %n job</numerusform>
            <numerusform>%1: %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n job(s)?</source>
        <translation>
            <numerusform>Cancel %n job?</numerusform>
            <numerusform>Cancel %n jobs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Cancel %n job(s)</source>
        <translation>
            <numerusform>&amp;Cancel %n job</numerusform>
            <numerusform>&amp;Cancel %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::LibraryPanel</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n change(s) were recovered and are held.</source>
        <translation>
            <numerusform>%n change was recovered and is held.</numerusform>
            <numerusform>%n changes were recovered and are held.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::MediaDesk</name>
    <message numerus="yes">
        <source>Handing %n file(s) to %1…</source>
        <translation>
            <numerusform>Handing %n file to %1…</numerusform>
            <numerusform>Handing %n files to %1…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait until %1 is connected</source>
        <translation>
            <numerusform>%n file waits until %1 is connected</numerusform>
            <numerusform>%n files wait until %1 is connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferActions</name>
    <message numerus="yes">
        <source>%1: %n selected</source>
        <comment>an action, then to how many</comment>
        <translation>
            <numerusform>%1: %n selected</numerusform>
            <numerusform>%1: %n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferDesk</name>
    <message numerus="yes">
        <source>%1: %n selected</source>
        <comment>an action, then how many it is done to</comment>
        <translation>
            <numerusform>%1: %n selected</numerusform>
            <numerusform>%1: %n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferDialog</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names of what is selected</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected: %1</source>
        <translation>
            <numerusform>%n selected: %1</numerusform>
            <numerusform>%n selected: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxDesk</name>
    <message numerus="yes">
        <source>%n change(s) of %1 wait for that account.</source>
        <translation>
            <numerusform>%n change of %1 waits for that account.</numerusform>
            <numerusform>%n changes of %1 wait for that account.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxDetail</name>
    <message numerus="yes">
        <source>sent %n time(s), last at %1</source>
        <translation>
            <numerusform>sent %n time, last at %1</numerusform>
            <numerusform>sent %n times, last at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxWindow</name>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n line copied</numerusform>
            <numerusform>%n lines copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) copied</source>
        <translation>
            <numerusform>%n change copied</numerusform>
            <numerusform>%n changes copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), oldest %1</source>
        <translation>
            <numerusform>%n change, oldest %1</numerusform>
            <numerusform>%n changes, oldest %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) hidden by the choice above.</source>
        <translation>
            <numerusform>%n change hidden by the choice above.</numerusform>
            <numerusform>%n changes hidden by the choice above.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)?</source>
        <translation>
            <numerusform>Discard %n change?</numerusform>
            <numerusform>Discard %n changes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)</source>
        <translation>
            <numerusform>Discard %n change</numerusform>
            <numerusform>Discard %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::PendingStrip</name>
    <message numerus="yes">
        <source>%n update(s) pending while you point here</source>
        <translation>
            <numerusform>%n update pending while you point here</numerusform>
            <numerusform>%n updates pending while you point here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::RefusalStrip</name>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1, and %n more</numerusform>
            <numerusform>%1, and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::SaveActions</name>
    <message numerus="yes">
        <source>Save %n files to a folder</source>
        <translation>
            <numerusform>Save %n file to a folder</numerusform>
            <numerusform>Save %n files to a folder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::SearchBox</name>
    <message numerus="yes">
        <source>%Ln job(s)</source>
        <translation>
            <numerusform>%Ln job</numerusform>
            <numerusform>%Ln jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::ServersWindow</name>
    <message numerus="yes">
        <source>%n job(s) kept from it</source>
        <translation>
            <numerusform>%n job kept from it</numerusform>
            <numerusform>%n jobs kept from it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that wait to be sent</source>
        <translation>
            <numerusform>%n change that waits to be sent</numerusform>
            <numerusform>%n changes that wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>%n live</numerusform>
            <numerusform>%n live</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n offline</source>
        <translation>
            <numerusform>%n offline</numerusform>
            <numerusform>%n offline</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not live</source>
        <translation>
            <numerusform>%n not live</numerusform>
            <numerusform>%n not live</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Outbox %1 (%n rejected)</source>
        <translation>
            <numerusform>Outbox %1 (%n rejected)</numerusform>
            <numerusform>Outbox %1 (%n rejected)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::facts</name>
    <message numerus="yes">
        <source>%n change(s) wait to be sent.</source>
        <translation>
            <numerusform>%n change waits to be sent.</numerusform>
            <numerusform>%n changes wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait.</source>
        <translation>
            <numerusform>%n change waits.</numerusform>
            <numerusform>%n changes wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::intake</name>
    <message numerus="yes">
        <source>%1 accepted %n file(s)</source>
        <translation>
            <numerusform>%1 accepted %n file</numerusform>
            <numerusform>%1 accepted %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 accepted %2 of %n file(s) and refused %3</source>
        <translation>
            <numerusform>%1 accepted %2 of %n file and refused %3</numerusform>
            <numerusform>%1 accepted %2 of %n files and refused %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused %n file(s)</source>
        <translation>
            <numerusform>%1 refused %n file</numerusform>
            <numerusform>%1 refused %n files</numerusform>
        </translation>
    </message>
</context>
</TS>

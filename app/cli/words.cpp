// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/words.h"

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr auto common = std::to_array<OptionWord>({
    { "--server"_L1, "URL|PROFILE"_L1,
      "Server to talk to: an http(s) address, or the name of a saved profile. Without it: the hub "
      "on this computer."_L1 },
    { "--dialect"_L1, "NAME"_L1,
      "What kind of server it is, one of those the verb dialects prints (default: the profile's, "
      "or "
      "orchestrator)."_L1 },
    { "--token-file"_L1, "FILE"_L1,
      "Read the token from the first line of FILE. A token is never taken from an argument."_L1 },
    { "--json"_L1, ""_L1,
      "Print JSON lines: one object each, with \"schema\":1 and a \"type\". Members are only ever "
      "added."_L1 },
    { "--timeout"_L1, "SECONDS"_L1,
      "How long to wait for the first answers of the server (default 30)."_L1 },
    { "--help"_L1, ""_L1, "Show this help, or with a verb the help of that verb, and exit."_L1 },
    { "--version"_L1, ""_L1, "Show the version and exit."_L1 },
});

constexpr auto kindsOptions = std::to_array<OptionWord>({
    { "--kinds"_L1, "KIND,..."_L1,
      "Kinds of items to show, e.g. brand,image (default: all the server has)."_L1 },
});

constexpr auto addOptions = std::to_array<OptionWord>({
    { "--format"_L1, "NAME"_L1,
      "Output format, may be given several times: vertical_9_16, portrait_4_5, square_1_1, "
      "landscape_16_9, original."_L1 },
    { "--mode"_L1, "fill|fit"_L1,
      "Cut off the overhang (fill, the default) or add bars (fit)."_L1 },
    { "--priority"_L1, "N"_L1, "From -100 to 100, higher runs first (default 0)."_L1 },
    { "--upload"_L1, ""_L1, "Send the files even when the server could read them by path."_L1 },
    { "--wait"_L1, ""_L1, "Wait until every job ended; exit 1 unless all are done."_L1 },
});

constexpr auto prioritiseOptions = std::to_array<OptionWord>({
    { "--priority"_L1, "N"_L1, "The new priority, from -100 to 100 (default 10)."_L1 },
});

constexpr auto runOptions = std::to_array<OptionWord>({
    { "--yes"_L1, ""_L1, "Do not ask before an action that warns."_L1 },
    { "--wait"_L1, ""_L1, "Wait until every job it made ended; exit 1 unless all are done."_L1 },
});

constexpr auto saveOptions = std::to_array<OptionWord>({
    { "--to"_L1, "PATH"_L1,
      "A folder, or for one file its name; a folder that is not there is made when PATH ends with "
      "a slash (default: the current folder, where nothing is overwritten)."_L1 },
    { "--kinds"_L1, "KIND,..."_L1, "Only items of these kinds; without names all of them."_L1 },
    { "--zip"_L1, ""_L1, "Items of one kind as one file, where the server packs them."_L1 },
});

constexpr auto signInOptions = std::to_array<OptionWord>({
    { "--way"_L1, "token|password|browser"_L1,
      "How to sign in (default: the profile's, or the server's usual way)."_L1 },
    { "--credentials-file"_L1, "FILE"_L1,
      "Read name=value lines from FILE instead of asking, e.g. email=me@example.org."_L1 },
});

constexpr auto serversOptions = std::to_array<OptionWord>({
    { "--sign-in"_L1, "none|token|password|browser"_L1,
      "How to sign in there (default: the server's usual way)."_L1 },
    { "--option"_L1, "NAME=VALUE"_L1, "A setting of this kind of server; may be repeated."_L1 },
    { "--path"_L1, "PATH"_L1, "Path of the socket (default: the server's own)."_L1 },
    { "--token-place"_L1, "header|query|message"_L1,
      "Where a token travels when the socket is opened (default: its usual place)."_L1 },
});

constexpr auto replayOptions = std::to_array<OptionWord>({
    { "--speed"_L1, "N"_L1, "N times as fast as recorded; 0 does not wait at all (default 1)."_L1 },
});

constexpr auto arguments = std::to_array<OptionWord>({
    { "JOB"_L1, ""_L1,
      "The id of a job, or the beginning of one if no other begins so; snapshot and save also take "
      "its name."_L1 },
    { "ITEM"_L1, ""_L1,
      "The id of an item, the beginning of one if no other begins so, or its name."_L1 },
    { "ACTION"_L1, ""_L1, "The name of an action as the verb actions prints it."_L1 },
    { "TARGET"_L1, ""_L1,
      "The job or item it is done to, where the action wants one; given like JOB or ITEM."_L1 },
    { "NAME=VALUE"_L1, ""_L1,
      "A field of the action. NAME=@FILE takes the value from FILE, as secrets must; a list is "
      "a,b,c or the name given several times; a value that begins with @ is written with @@."_L1 },
});

constexpr auto watchExamples = std::to_array<ExampleWord>({
    { "watch --json | jq -c 'select(.type == \"job\")'"_L1, "Every change of a job."_L1 },
    { "watch Studio --kinds=image,brand"_L1, "A saved server, with two kinds of items."_L1 },
});
constexpr auto snapshotExamples = std::to_array<ExampleWord>({
    { "snapshot --json | jq '.jobs[] | select(.state == \"failed\")'"_L1, "What failed."_L1 },
    { "--server=Studio snapshot 019aa1"_L1, "One job with its stages, outputs and log."_L1 },
    { "--server=Studio snapshot --kinds=brand \"Night Desk\""_L1, "One brand, all fields."_L1 },
});
constexpr auto addExamples = std::to_array<ExampleWord>({
    { "add --format=square_1_1 --format=original --wait *.mp4"_L1,
      "Two formats of each, and wait for all."_L1 },
});
constexpr auto controlExamples = std::to_array<ExampleWord>({
    { "pause 019aa1 019aa2"_L1, "Two jobs; the other verbs for jobs take them the same way."_L1 },
});
constexpr auto prioritiseExamples = std::to_array<ExampleWord>({
    { "prioritise 019aa1 --priority=50"_L1, "Before everything usual."_L1 },
});
constexpr auto actionsExamples = std::to_array<ExampleWord>({
    { "--server=Studio actions"_L1, "For people, with the names behind ids."_L1 },
    { "--server=Studio actions --json | jq -r '.action | select(.offered).name'"_L1,
      "The names of what can be done."_L1 },
});
constexpr auto runExamples = std::to_array<ExampleWord>({
    { "--server=Studio run image.rotate beach.png degrees=90"_L1, "An item by its name."_L1 },
    { "--server=Studio run image.tags 17 tags=sea,sun"_L1, "A list."_L1 },
});
constexpr auto saveExamples = std::to_array<ExampleWord>({
    { "--server=Studio save 019aa1 --to=out/"_L1, "All outputs of a job."_L1 },
    { "--server=Studio save --kinds=image --zip --to=all.zip"_L1, "All images as one file."_L1 },
});
constexpr auto signInExamples = std::to_array<ExampleWord>({
    { "--server=Studio sign-in"_L1, "Asks on the terminal."_L1 },
    { "--server=Studio sign-in --credentials-file=studio.txt"_L1, "Asks nothing."_L1 },
});
constexpr auto detectExamples = std::to_array<ExampleWord>({
    { "detect http://studio:8000 --json"_L1, "With the score of each kind that fits."_L1 },
});
constexpr auto serversExamples = std::to_array<ExampleWord>({
    { "servers add Studio http://studio:8000"_L1, "Asks the server which kind it is."_L1 },
    { "servers add Night https://night:8443 --dialect=imagetools --option=user=ann"_L1,
      "Without asking it."_L1 },
    { "servers remove Studio"_L1, "With its sign-in in the keychain."_L1 },
});
constexpr auto recordExamples = std::to_array<ExampleWord>({
    { "--server=Studio record studio.jsonl"_L1,
      "Until Ctrl+C; then everything is in the file."_L1 },
});
constexpr auto replayExamples = std::to_array<ExampleWord>({
    { "replay --speed=0 --json studio.jsonl"_L1, "All its changes at once."_L1 },
});
constexpr auto explainExamples = std::to_array<ExampleWord>({
    { "explain studio.jsonl"_L1, "What each recorded message means."_L1 },
    { "explain --dialect=bridge --json capture/*.json"_L1, "Many files, all of one kind."_L1 },
});

constexpr auto table = std::to_array<VerbWord>({
    { Verb::Watch, "watch"_L1, "[URL|PROFILE]"_L1, 0, 1,
      "Print every change until interrupted; first what is there already. A connection that breaks "
      "is taken up again."_L1,
      kindsOptions, watchExamples },
    { Verb::Snapshot, "snapshot"_L1, "[JOB|ITEM]..."_L1, 0, -1,
      "Print what is known, once. Of jobs and items that are named: everything the server tells of "
      "them (stages, outputs, metadata, pictures and log of a job, fields of an item)."_L1,
      kindsOptions, snapshotExamples },
    { Verb::Add, "add"_L1, "FILE..."_L1, 1, -1,
      "Add media: by path on this computer's hub, else by upload. Prints the id of each new job."_L1,
      addOptions, addExamples },
    { Verb::Cancel,
      "cancel"_L1,
      "JOB..."_L1,
      1,
      -1,
      "End jobs and clean up after them."_L1,
      {},
      controlExamples },
    { Verb::Pause,
      "pause"_L1,
      "JOB..."_L1,
      1,
      -1,
      "Stop jobs so that they can go on."_L1,
      {},
      controlExamples },
    { Verb::Resume,
      "resume"_L1,
      "JOB..."_L1,
      1,
      -1,
      "Let paused jobs go on."_L1,
      {},
      controlExamples },
    { Verb::Retry, "retry"_L1, "JOB..."_L1, 1, -1, "Start a new attempt."_L1, {}, controlExamples },
    { Verb::Prioritise, "prioritise"_L1, "JOB..."_L1, 1, -1, "Change the order of waiting jobs."_L1,
      prioritiseOptions, prioritiseExamples },
    { Verb::Actions,
      "actions"_L1,
      ""_L1,
      0,
      0,
      "Print what can be done at the server, with the fields each action takes, or the reason why "
      "it cannot be done now."_L1,
      {},
      actionsExamples },
    { Verb::Run, "run"_L1, "ACTION [TARGET] [NAME=VALUE]..."_L1, 1, -1,
      "Do one of the actions and print what the server said of it."_L1, runOptions, runExamples },
    { Verb::Save, "save"_L1, "[JOB|ITEM]..."_L1, 0, -1,
      "Download the outputs of jobs, or items that have a file. A connection that breaks is taken "
      "up again; what came of a file is kept for the next time."_L1,
      saveOptions, saveExamples },
    { Verb::SignIn, "sign-in"_L1, ""_L1, 0, 0,
      "Sign in, asking on the terminal, and keep for a saved server what proves it in the "
      "keychain."_L1,
      signInOptions, signInExamples },
    { Verb::SignOut,
      "sign-out"_L1,
      ""_L1,
      0,
      0,
      "Forget what the keychain holds for a saved server."_L1,
      {},
      {} },
    { Verb::Detect,
      "detect"_L1,
      "URL"_L1,
      1,
      1,
      "Tell what kind of server answers at an address, without signing in or changing anything."_L1,
      {},
      detectExamples },
    { Verb::Dialects,
      "dialects"_L1,
      ""_L1,
      0,
      0,
      "Print the kinds of servers known here, with their names for --dialect and their options."_L1,
      {},
      {} },
    { Verb::Servers, "servers"_L1, "[add NAME URL | remove NAME]"_L1, 0, 3,
      "Print the saved profiles, add one or remove one."_L1, serversOptions, serversExamples },
    { Verb::Record,
      "record"_L1,
      "FILE"_L1,
      1,
      1,
      "Write everything that passes with the server to FILE until interrupted, as JSON lines and "
      "without secrets: messages, calls with their answers, what happens to the connection. A FILE "
      "that is there is replaced."_L1,
      {},
      recordExamples },
    { Verb::Replay, "replay"_L1, "FILE"_L1, 1, 1,
      "Read a recording and print the changes it makes, as watch does; needs no server."_L1,
      replayOptions, replayExamples },
    { Verb::Explain,
      "explain"_L1,
      "FILE..."_L1,
      1,
      -1,
      "Read recordings or single recorded exchanges and print what each becomes; needs no server. "
      "Without --dialect it finds out whose they are."_L1,
      {},
      explainExamples },
});

} // namespace

std::span<const OptionWord> commonOptions()
{
    return common;
}

std::span<const VerbWord> verbs()
{
    return table;
}

std::span<const OptionWord> argumentWords()
{
    return arguments;
}

const VerbWord &wordOf(Verb verb)
{
    return *std::ranges::find(table, verb, &VerbWord::verb);
}

} // namespace fw::cli

package incidentlog

import (
	"fmt"
	"strings"
)

// String returns the state as files and JSON write it.
func (s State) String() string { return [...]string{"open", "inprogress", "closed"}[s] }

// String returns the stage as files and JSON write it.
func (s Stage) String() string { return [...]string{"prd", "stg"}[s] }

// unknown is the meaning of a word that means nothing to us.
const unknown = 0xff

// vocabulary says what the words of a field mean: by the folded word a State or a Stage.
type vocabulary struct {
	noun     string // what the field holds, for errors
	values   []string
	words    map[string]uint8
	prefixes map[string]uint8 // of folded words
}

// stateWords is what is understood of states, besides what the user teaches.
func stateWords() vocabulary {
	v := vocabulary{noun: "state", values: []string{Open.String(), InProgress.String(), Closed.String()}, words: map[string]uint8{}}
	v.learn(uint8(Open), "open", "opened", "new", "active", "triggered", "todo", "backlog", "reopened", "investigating", "identified")
	v.learn(uint8(InProgress), "inprogress", "workinprogress", "inreview", "acknowledged", "ack", "assigned", "onhold", "pending", "monitoring")
	v.learn(uint8(Closed), "closed", "resolved", "solved", "done", "complete", "completed", "finished", "fixed", "postmortem")
	v.prefixes = map[string]uint8{"awaiting": uint8(InProgress)}
	return v
}

// stageWords is what is understood of stages, besides what the user teaches.
func stageWords() vocabulary {
	v := vocabulary{noun: "stage", values: []string{Production.String(), Staging.String()}, words: map[string]uint8{}}
	v.learn(uint8(Production), "prd", "prod", "production", "live")
	v.learn(uint8(Staging), "stg", "stage", "staging", "preprod", "uat", "test")
	return v
}

func (v vocabulary) learn(meaning uint8, words ...string) {
	for _, word := range words {
		v.words[word] = meaning
	}
}

// teach adds the words of a user: the meaning of each is one that the vocabulary has.
func (v vocabulary) teach(words map[string]string) error {
	learned := map[string]uint8{}
	for word, value := range words {
		meaning := v.meaning(value)
		if meaning == unknown {
			return fmt.Errorf("%q is no %s: a word can mean %s", value, v.noun, strings.Join(v.values, ", "))
		}
		learned[fold(word)] = meaning
	}
	for word, meaning := range learned {
		v.words[word] = meaning
	}
	return nil
}

// meaning returns the State or Stage that a word stands for, or unknown.
func (v vocabulary) meaning(word string) uint8 {
	folded := fold(word)
	if meaning, ok := v.words[folded]; ok {
		return meaning
	}
	for prefix, meaning := range v.prefixes {
		if strings.HasPrefix(folded, prefix) {
			return meaning
		}
	}
	return unknown
}

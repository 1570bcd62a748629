<?php
return [
    'rejected' => [
        'subject' => 'Your request', // shown in the list
        'body' => 'Hi :name, we read it. Please don\'t ' .
            "reply to this email.\n",
    ],
];
